// Markdown -> HTML with marked, in the dialect n8n's options describe: plain Markdown unless a feature is switched on.
import { Marked, type Tokens } from 'marked';

export interface ToHtmlOptions {
  completeHTMLDocument?: boolean;
  noHeaderId?: boolean;
  openLinksInNewWindow?: boolean;
  simpleLineBreaks?: boolean;
  simplifiedAutoLink?: boolean;
  strikethrough?: boolean;
  tables?: boolean;
  tasklists?: boolean;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** `My first title!` -> `myfirsttitle`. */
const idOf = (text: string): string => text.toLowerCase().replace(/<[^>]*>/g, '').replace(/[^\p{L}\p{N}]/gu, '');

export function markdownToHtml(text: string, options: ToHtmlOptions): string {
  const marked = new Marked({ gfm: true, breaks: options.simpleLineBreaks === true, async: false });
  marked.use({
    // A tokenizer that finds nothing switches its feature off.
    tokenizer: {
      ...(options.tables === true ? {} : { table: () => undefined }),
      ...(options.strikethrough === true ? {} : { del: () => undefined }),
      ...(options.simplifiedAutoLink === true ? {} : { url: () => undefined }),
    },
    renderer: {
      heading(token: Tokens.Heading): string {
        const inner = this.parser.parseInline(token.tokens);
        return `<h${token.depth}${options.noHeaderId === true ? '' : ` id="${escaped(idOf(inner))}"`}>${inner}</h${token.depth}>\n`;
      },
      code({ text: code, lang }: Tokens.Code): string {
        const language = /^\S+/.exec(lang ?? '')?.[0];
        return `<pre><code${language === undefined ? '' : ` class="${escaped(language)} language-${escaped(language)}"`}>${escaped(code)}\n</code></pre>\n`;
      },
      br: () => '<br />\n',
      hr: () => '<hr />\n',
      ...(options.openLinksInNewWindow === true
        ? {
            link(token: Tokens.Link): string {
              const title = token.title ? ` title="${escaped(token.title)}"` : '';
              return `<a href="${escaped(token.href)}"${title} rel="noopener noreferrer" target="_blank">${this.parser.parseInline(token.tokens)}</a>`;
            },
          }
        : {}),
      ...(options.tasklists === true ? {} : { checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '[x] ' : '[ ] ') }),
    },
  });
  const html = (marked.parse(text) as string).trim();
  return options.completeHTMLDocument === true ? `<!DOCTYPE HTML>\n<html>\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n${html}\n</body>\n</html>` : html;
}
