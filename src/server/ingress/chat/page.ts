// The page of a chat. Its script (public/chat.js) sends messages to the page's own URL and shows what comes back, with the Markdown it is
// written in drawn by public/chat-markdown.js: elements and texts, never markup.
import { isPlainObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { escapeHtml, publicPage } from '../public-page';

const STYLE = `main{max-width:720px;height:100dvh;margin:0 auto;padding:0 20px;display:flex;flex-direction:column}header{padding:28px 0 16px;border-bottom:1px solid var(--line)}header p{color:var(--dim);margin:2px 0 0}
main>ol{list-style:none;margin:0;padding:20px 0;flex:1;overflow-y:auto;display:flex;flex-direction:column;gap:12px}main>ol>li{max-width:88%;padding:10px 14px;border:1px solid var(--line);border-radius:14px 14px 14px 4px;background:var(--card);white-space:pre-wrap;overflow-wrap:anywhere;align-self:flex-start}
li.mine{align-self:flex-end;border:0;border-radius:14px 14px 4px 14px;background:var(--accent);color:var(--on-accent)}li.bad{color:var(--bad)}li.wait{color:var(--dim)}
li.drawn{white-space:normal}li.drawn>:first-child{margin-top:0}li.drawn>:last-child{margin-bottom:0}li.drawn :is(p,ul,ol,pre,blockquote,h3,table){margin:10px 0}li.drawn h3{font-size:16px;font-weight:600}li.drawn :is(ul,ol){padding-left:22px}li.drawn>ul{list-style:disc}li.drawn pre{overflow-x:auto;padding:10px 12px;border-radius:8px;background:var(--soft)}li.drawn code{font-size:12px}li.drawn :not(pre)>code{padding:1px 5px;border-radius:4px;background:var(--soft)}li.drawn blockquote{padding-left:12px;border-left:3px solid var(--line);color:var(--dim)}
li.drawn table{display:block;overflow-x:auto;border-collapse:collapse}li.drawn :is(th,td){padding:6px 16px 6px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}li.drawn th{font-weight:600}
.files{display:flex;flex-wrap:wrap;gap:6px;margin:0;padding:0;list-style:none}.files:empty{display:none}.files li{display:inline-flex;align-items:center;gap:6px;max-width:100%;padding:2px 4px 2px 10px;border-radius:8px;background:var(--soft);font-size:13px;overflow-wrap:anywhere}.mine .files{margin-top:8px}.mine .files li{padding-right:10px;background:none;box-shadow:inset 0 0 0 1px currentColor}.files button{min-height:28px;min-width:28px;padding:0;display:grid;place-items:center;background:none;color:inherit}
form{margin:0 0 20px;padding:8px;display:grid;grid-template-columns:auto 1fr auto;gap:6px;align-items:end;border:1px solid var(--field);border-radius:16px;background:var(--card)}form:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}form .files{grid-column:1/-1}textarea{grid-column:2;min-height:44px;max-height:180px;padding:10px 6px;background:none;border:0;outline:0;resize:none}textarea:focus-visible{outline:0}textarea::placeholder{color:var(--dim)}form:not(:has(.pick)) textarea{grid-column:1/3;padding-left:10px}
.pick,.send{display:grid;place-items:center;width:44px;height:44px;padding:0;border-radius:10px;cursor:pointer}.pick{position:relative;color:var(--dim)}.pick:hover{background:var(--soft);color:var(--fg)}.pick input{position:absolute;inset:0;opacity:0;cursor:pointer;font-size:0}.pick:focus-within{outline:2px solid var(--accent);outline-offset:1px}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(max-width:520px){main{padding:0 14px}header{padding-top:18px}form{margin-bottom:14px}}`;

const icon = (paths: string): string => `<svg viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;
const ATTACH = icon('<path d="m16 6-8.41 8.59a2 2 0 0 0 2.83 2.83l8.41-8.59a4 4 0 1 0-5.66-5.66l-8.38 8.55a6 6 0 1 0 8.49 8.49l8.38-8.55"/>');
const SEND = icon('<path d="m5 12 7-7 7 7"/><path d="M12 19V5"/>');

export function chatPage({ parameters }: WorkflowNode): Response {
  const options = isPlainObject(parameters.options) ? parameters.options : {};
  const read = (value: unknown, standard: string): string => (typeof value === 'string' ? value.replace(/^=/, '') : standard);
  const title = read(options.title, 'Chat');
  const greeting = read(parameters.initialMessages, 'Hi there! 👋\nHow can I help you?').split('\n').filter(line => line.trim() !== '').map(line => `<li>${escapeHtml(line)}</li>`).join('');
  const subtitle = read(options.subtitle, '');
  const earlier = options.loadPreviousSession === 'memory' ? ' data-earlier="1"' : '';
  const kinds = read(options.allowedFilesMimeTypes, '*');
  const accept = kinds === '*' || kinds === '*/*' ? '' : ` accept="${escapeHtml(kinds)}"`;
  const files = options.allowFileUploads === true ? `<ul class="files" aria-label="Files to send" aria-live="polite"></ul><label class="pick" title="Attach files">${ATTACH}<span class="unseen">Files</span><input type="file" name="files" multiple${accept}></label>` : '';
  const field = `<textarea name="text" rows="1" aria-label="Message" placeholder="${escapeHtml(read(options.inputPlaceholder, 'Type a message'))}" autofocus></textarea>`;
  const body = `<main><header><h1>${escapeHtml(title)}</h1>${subtitle ? `<p>${escapeHtml(subtitle)}</p>` : ''}</header><ol aria-label="Messages" aria-live="polite">${greeting}</ol><form${earlier}>${files}${field}<button type="submit" class="send" title="Send">${SEND}<span class="unseen">Send</span></button></form></main>`;
  return publicPage({ title, style: STYLE, body, script: '/chat.js' });
}
