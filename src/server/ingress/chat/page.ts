// The page of a chat. Its script (public/chat.js) sends messages to the page's own URL and shows what comes back, with the Markdown it is
// written in drawn by public/chat-markdown.js: elements and texts, never markup.
import { isPlainObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';

const escape = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

const STYLE = `:root{color-scheme:light dark;--bg:#f7f6f3;--fg:#262421;--dim:#6b6660;--line:#b5b0a8;--accent:#0b6b74;--bad:#b3261e;--card:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#121110;--fg:#f1efec;--dim:#a9a49c;--line:#57534d;--accent:#63d0c9;--bad:#ff8a7f;--card:#1a1918}}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/22px system-ui,sans-serif}main{box-sizing:border-box;max-width:640px;height:100dvh;margin:0 auto;padding:24px 20px;display:flex;flex-direction:column;gap:16px}
h1{font-size:20px;line-height:26px;margin:0}header p{color:var(--dim);margin:4px 0 0}ol{list-style:none;margin:0;padding:0;flex:1;overflow-y:auto;display:flex;flex-direction:column;gap:10px}
li{max-width:85%;padding:8px 12px;border-radius:10px;background:var(--card);white-space:pre-wrap;overflow-wrap:anywhere;align-self:flex-start}li.mine{align-self:flex-end;background:var(--accent);color:var(--card)}li.bad{color:var(--bad)}li.wait{color:var(--dim)}li.drawn{white-space:normal}li.drawn>:first-child{margin-top:0}li.drawn>:last-child{margin-bottom:0}li.drawn :is(p,ul,ol,pre,blockquote,h3){margin:8px 0}li.drawn h3{font-size:16px}li.drawn :is(ul,ol){display:block;padding-left:22px;overflow:visible;flex:none}li.drawn ul{list-style:disc}li.drawn ol{list-style:decimal}li.drawn :is(ul,ol)>li{all:unset;display:list-item}li.drawn pre{overflow-x:auto;padding:8px 10px;border:1px solid var(--line);border-radius:6px}li.drawn code{font:13px/18px ui-monospace,monospace}li.drawn blockquote{padding-left:10px;border-left:3px solid var(--line);color:var(--dim)}li.drawn a{color:var(--accent)}
.files{flex-basis:100%;display:flex;flex-wrap:wrap;gap:6px;margin:0;padding:0;list-style:none}.files:empty{display:none}.files li{all:unset;padding:2px 10px;border:1px solid var(--line);border-radius:12px;font-size:13px}.pick{display:inline-flex;align-items:center;min-height:44px;padding:0 12px;border:1px solid var(--line);border-radius:8px;cursor:pointer}.pick input{position:absolute;width:1px;height:1px;opacity:0}.pick:focus-within{outline:2px solid var(--accent);outline-offset:1px}
form{display:flex;gap:8px;flex-wrap:wrap}textarea{flex:1;box-sizing:border-box;min-height:44px;max-height:160px;padding:10px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px;resize:none}
button{min-height:44px;padding:0 18px;border:0;border-radius:8px;background:var(--accent);color:var(--card);font:inherit;font-weight:600;cursor:pointer}button:disabled{opacity:.5;cursor:default}:focus-visible{outline:2px solid var(--accent);outline-offset:1px}`;

export function chatPage({ parameters }: WorkflowNode): Response {
  const options = isPlainObject(parameters.options) ? parameters.options : {};
  const read = (value: unknown, standard: string): string => (typeof value === 'string' ? value.replace(/^=/, '') : standard);
  const title = read(options.title, 'Chat');
  const greeting = read(parameters.initialMessages, 'Hi there! 👋\nHow can I help you?').split('\n').filter(line => line.trim() !== '').map(line => `<li>${escape(line)}</li>`).join('');
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const subtitle = read(options.subtitle, '');
  const earlier = options.loadPreviousSession === 'memory' ? ' data-earlier="1"' : '';
  const kinds = read(options.allowedFilesMimeTypes, '*');
  const files = options.allowFileUploads === true ? `<label class="pick">Files<input type="file" name="files" multiple${kinds === '*' || kinds === '*/*' ? '' : ` accept="${escape(kinds)}"`}></label><ul class="files" aria-label="Files to send" aria-live="polite"></ul>` : '';
  const body = `<main><header><h1>${escape(title)}</h1>${subtitle ? `<p>${escape(subtitle)}</p>` : ''}</header><ol aria-label="Messages" aria-live="polite">${greeting}</ol><form${earlier}><textarea name="text" rows="1" aria-label="Message" placeholder="${escape(read(options.inputPlaceholder, 'Type a message'))}" autofocus></textarea>${files}<button type="submit">Send</button></form></main>`;
  return new Response(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escape(title)}</title><style nonce="${nonce}">${STYLE}</style></head><body>${body}<script type="module" src="/chat.js"></script></body></html>`, {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  });
}
