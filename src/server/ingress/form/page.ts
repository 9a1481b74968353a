// The HTML of forms. Every text in it comes from people and is escaped or cleaned; no script runs on the page.
import type { JsonObject } from '~/lib/json';
import { DECISION, type FormField, type FormPage, inputName } from '~/nodes/forms/page';
import { cleanHtml, looksLikeHtml } from './html';

const escape = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

const STYLE = `:root{color-scheme:light dark;--bg:#f7f6f3;--fg:#262421;--dim:#6b6660;--line:#b5b0a8;--accent:#0b6b74;--bad:#b3261e;--card:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#121110;--fg:#f1efec;--dim:#a9a49c;--line:#57534d;--accent:#63d0c9;--bad:#ff8a7f;--card:#1a1918}}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/22px system-ui,sans-serif}main{max-width:480px;margin:0 auto;padding:48px 20px}
h1{font-size:22px;line-height:28px;margin:0 0 4px}p{color:var(--dim);margin:0 0 24px;white-space:pre-wrap}label,legend{display:block;font-weight:500;margin:0 0 6px;padding:0}
fieldset{border:0;padding:0;margin:0}div{margin:0 0 18px}input,textarea,select{box-sizing:border-box;width:100%;min-height:40px;padding:8px 10px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px}
input[type=checkbox],input[type=radio]{width:auto;min-height:0;margin-right:8px}fieldset label{font-weight:400}:focus-visible{outline:2px solid var(--accent);outline-offset:1px}a{color:var(--accent)}img{max-width:100%;height:auto}
button{min-height:40px;width:100%;border:0;border-radius:6px;background:var(--accent);color:var(--card);font:inherit;font-weight:600;cursor:pointer}button.second{margin-top:12px;background:var(--card);color:var(--fg);border:1px solid var(--line)}span.bad{display:block;color:var(--bad);margin-top:4px}`;

/** What is in a field before anybody types: what was sent, else what the form says. */
function valuesOf(field: FormField, sent: JsonObject, name: string): string[] {
  const before = sent[name];
  if (Array.isArray(before)) return before.map(String);
  return [before === undefined ? (field.type === 'password' ? '' : field.value) : String(before)];
}

function control(field: FormField, index: number, page: FormPage, sent: JsonObject, problem: string | undefined): string {
  const name = inputName(index);
  const values = valuesOf(field, sent, name);
  const [value = ''] = values;
  const attributes = `id="${name}" name="${name}"${field.required ? ' required' : ''}${field.placeholder ? ` placeholder="${escape(field.placeholder)}"` : ''}${problem ? ` aria-invalid="true" aria-describedby="${name}-problem"` : ''}`;
  const note = problem ? `<span class="bad" id="${name}-problem">${escape(problem)}</span>` : '';
  const label = `<label for="${name}">${escape(field.label)}${field.required ? ' *' : ''}</label>`;
  switch (field.type) {
    case 'hiddenField': return page.open ? `<input type="hidden" name="${name}" value="${escape(value)}">` : '';
    case 'html': return `<div>${cleanHtml(field.html ?? '')}</div>`;
    case 'textarea': return `<div>${label}<textarea ${attributes} rows="5">${escape(value)}</textarea>${note}</div>`;
    case 'dropdown': return `<div>${label}<select ${attributes}${field.several ? ' multiple' : ''}>${field.several ? '' : '<option value=""></option>'}${field.choices.map(choice => `<option${values.includes(choice) ? ' selected' : ''}>${escape(choice)}</option>`).join('')}</select>${note}</div>`;
    case 'checkbox':
    case 'radio':
      return `<div><fieldset${problem ? ` aria-describedby="${name}-problem"` : ''}><legend>${escape(field.label)}${field.required ? ' *' : ''}</legend>${field.choices.map(choice => `<label><input type="${field.type}" name="${name}" value="${escape(choice)}"${values.includes(choice) ? ' checked' : ''}${field.required && field.type === 'radio' ? ' required' : ''}>${escape(choice)}</label>`).join('')}</fieldset>${note}</div>`;
    case 'file': return `<div>${label}<input ${attributes} type="file"${field.several ? ' multiple' : ''}${field.accept ? ` accept="${escape(field.accept)}"` : ''}>${note}</div>`;
    default: return `<div>${label}<input ${attributes} type="${field.type}"${field.type === 'password' ? '' : ` value="${escape(value)}"`}${field.type === 'number' ? ' step="any"' : ''}>${note}</div>`;
  }
}

function buttons({ button, decision }: FormPage): string {
  if (!decision) return `<button type="submit">${escape(button ?? 'Submit')}</button>`;
  const decline = decision.decline ? `<button type="submit" class="second" name="${DECISION}" value="decline">${escape(decision.decline)}</button>` : '';
  return `<button type="submit" name="${DECISION}" value="approve">${escape(decision.approve)}</button>${decline}`;
}

const described = (text: string): string => (looksLikeHtml(text) ? `<div>${cleanHtml(text)}</div>` : text === '' ? '' : `<p>${escape(text)}</p>`);

/** `sent`: values by input name; `problems`: by field. */
export function formPage(page: FormPage, sent: JsonObject, problems: ReadonlyMap<number, string>, status = 200): Response {
  const fields = page.fields.map((field, index) => control(field, index, page, sent, problems.get(index))).join('');
  const title = page.title || 'Form';
  return document(status, problems.size > 0 ? `Error: ${title}` : title, `<h1>${escape(title)}</h1>${described(page.description)}<form method="post" enctype="multipart/form-data">${fields}${buttons(page)}</form>`);
}

export const messagePage = (status: number, title: string, text: string): Response => document(status, title, `<h1>${escape(title)}</h1><p role="status">${escape(text)}</p>`);

/** Text or HTML of a person's own, cleaned. */
export const ownPage = (text: string): Response => document(200, 'Form', looksLikeHtml(text) ? cleanHtml(text) : `<p role="status">${escape(text)}</p>`);

/** A message with a file, which the browser begins to load at once. */
export const downloadPage = (title: string, text: string, name: string, url: string): Response =>
  document(200, title, `<h1>${escape(title)}</h1><p role="status">${escape(text)}</p><p><a href="${escape(url)}" download>${escape(name)}</a></p>`, { seconds: 0, url });

/** Looks again by itself: no script is needed to wait. */
export const workingPage = (title: string, url: string): Response => document(200, title || 'Form', `<h1>${escape(title || 'Form')}</h1><p role="status">Working on it …</p>`, { seconds: 1, url });

/** A redirect would be stopped by the page's own rule that forms go nowhere else. */
export const leadPage = (url: string): Response => document(200, 'Form', `<p role="status">Going to <a href="${escape(url)}">${escape(url)}</a> …</p>`, { seconds: 0, url });

function document(status: number, title: string, body: string, refresh?: { seconds: number; url: string }): Response {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  return new Response(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">${refresh ? `<meta http-equiv="refresh" content="${refresh.seconds};url=${escape(refresh.url)}">` : ''}<title>${escape(title)}</title><style nonce="${nonce}">${STYLE}</style></head><body><main>${body}</main></body></html>`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  });
}
