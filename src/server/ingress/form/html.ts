// HTML that people write into forms, brought down to harmless markup: what is not on the lists is taken out.
import { load } from 'cheerio';

const TAGS = new Set(['a', 'abbr', 'b', 'blockquote', 'br', 'caption', 'code', 'dd', 'del', 'details', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'small', 'span', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul']);
/** Gone with everything in them; other unknown tags leave their content behind. */
const DROPPED = 'script, style, iframe, object, embed, template, noscript, svg, math, form, input, button, select, textarea, link, meta, base, title, video, audio, source';
const ATTRIBUTES: Record<string, (value: string) => boolean> = {
  href: value => /^(https?:|mailto:|tel:|#)/i.test(value), src: value => /^(https:|data:image\/(png|jpeg|gif|webp);base64,)/i.test(value),
  alt: () => true, title: () => true, colspan: value => /^\d{1,3}$/.test(value), rowspan: value => /^\d{1,3}$/.test(value), width: value => /^\d{1,4}%?$/.test(value), height: value => /^\d{1,4}%?$/.test(value), open: () => true, start: value => /^\d{1,6}$/.test(value),
};

export const looksLikeHtml = (text: string): boolean => /<[a-z][\s\S]*>/i.test(text);

export function cleanHtml(html: string): string {
  const $ = load(html.slice(0, 200_000), null, false);
  $(DROPPED).remove();
  // Inner elements first, so that what an unknown tag leaves behind is clean already.
  for (const element of $('*').toArray().reverse()) {
    if (element.type !== 'tag') {
      $(element).remove();
      continue;
    }
    if (!TAGS.has(element.name)) {
      $(element).replaceWith($(element).contents());
      continue;
    }
    for (const [name, value] of Object.entries(element.attribs)) {
      if (!(Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name]?.(value.trim()))) $(element).removeAttr(name);
    }
    if (element.name === 'a') $(element).attr({ target: '_blank', rel: 'noopener noreferrer nofollow' });
  }
  $.root().contents().filter((_, node) => node.type === 'comment' || node.type === 'directive').remove();
  return $.html();
}
