// The HTML of forms. Every text in it comes from people and is escaped or cleaned; no script runs on the page.
import type { JsonObject } from '~/lib/json';
import { DECISION, type FormField, type FormPage, inputName } from '~/nodes/forms/page';
import { escapeHtml, publicPage } from '../public-page';
import { cleanHtml, looksLikeHtml } from './html';

const STYLE = `main{max-width:560px;margin:0 auto;padding:56px 20px}section{padding:32px;border:1px solid var(--line);border-radius:14px;background:var(--card)}
.lead{color:var(--dim);margin:6px 0 0;white-space:pre-wrap}form{margin:24px 0 0}label,legend{display:block;font-weight:500;margin:0 0 6px;padding:0}fieldset{border:0;padding:0;margin:0;min-width:0}.field{margin:0 0 20px}
input,textarea,select{width:100%;min-height:44px;padding:9px 12px;background:var(--bg);border:1px solid var(--field);border-radius:8px}textarea{min-height:112px;resize:vertical}input::placeholder,textarea::placeholder{color:var(--dim)}input[type=file]{padding:9px}[aria-invalid=true]{border-color:var(--bad)}
input[type=checkbox],input[type=radio]{width:18px;height:18px;min-height:0;margin:0 10px 0 0;accent-color:var(--accent)}fieldset label{display:flex;align-items:center;min-height:36px;margin:0;font-weight:400}
img{max-width:100%;height:auto}form>button{width:100%}button.second{margin-top:12px;background:none;color:inherit;box-shadow:inset 0 0 0 1px var(--field)}.bad{display:block;color:var(--bad);margin-top:6px}
@media(max-width:520px){main{padding:0;min-height:100dvh;background:var(--card)}section{border:0;border-radius:0;padding:28px 20px}}`;

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
  const attributes = `id="${name}" name="${name}"${field.required ? ' required' : ''}${field.placeholder ? ` placeholder="${escapeHtml(field.placeholder)}"` : ''}${problem ? ` aria-invalid="true" aria-describedby="${name}-problem"` : ''}`;
  const note = problem ? `<span class="bad" id="${name}-problem">${escapeHtml(problem)}</span>` : '';
  const label = `<label for="${name}">${escapeHtml(field.label)}${field.required ? ' *' : ''}</label>`;
  switch (field.type) {
    case 'hiddenField': return page.open ? `<input type="hidden" name="${name}" value="${escapeHtml(value)}">` : '';
    case 'html': return `<div class="field">${cleanHtml(field.html ?? '')}</div>`;
    case 'textarea': return `<div class="field">${label}<textarea ${attributes} rows="5">${escapeHtml(value)}</textarea>${note}</div>`;
    case 'dropdown': return `<div class="field">${label}<select ${attributes}${field.several ? ' multiple' : ''}>${field.several ? '' : '<option value=""></option>'}${field.choices.map(choice => `<option${values.includes(choice) ? ' selected' : ''}>${escapeHtml(choice)}</option>`).join('')}</select>${note}</div>`;
    case 'checkbox':
    case 'radio':
      return `<div class="field"><fieldset${problem ? ` aria-describedby="${name}-problem"` : ''}><legend>${escapeHtml(field.label)}${field.required ? ' *' : ''}</legend>${field.choices.map(choice => `<label><input type="${field.type}" name="${name}" value="${escapeHtml(choice)}"${values.includes(choice) ? ' checked' : ''}${field.required && field.type === 'radio' ? ' required' : ''}>${escapeHtml(choice)}</label>`).join('')}</fieldset>${note}</div>`;
    case 'file': return `<div class="field">${label}<input ${attributes} type="file"${field.several ? ' multiple' : ''}${field.accept ? ` accept="${escapeHtml(field.accept)}"` : ''}>${note}</div>`;
    default: return `<div class="field">${label}<input ${attributes} type="${field.type}"${field.type === 'password' ? '' : ` value="${escapeHtml(value)}"`}${field.type === 'number' ? ' step="any"' : ''}>${note}</div>`;
  }
}

function buttons({ button, decision }: FormPage): string {
  if (!decision) return `<button type="submit">${escapeHtml(button ?? 'Submit')}</button>`;
  const decline = decision.decline ? `<button type="submit" class="second" name="${DECISION}" value="decline">${escapeHtml(decision.decline)}</button>` : '';
  return `<button type="submit" name="${DECISION}" value="approve">${escapeHtml(decision.approve)}</button>${decline}`;
}

const described = (text: string): string => (looksLikeHtml(text) ? `<div>${cleanHtml(text)}</div>` : text === '' ? '' : `<p class="lead">${escapeHtml(text)}</p>`);

/** `sent`: values by input name; `problems`: by field. */
export function formPage(page: FormPage, sent: JsonObject, problems: ReadonlyMap<number, string>, status = 200): Response {
  const fields = page.fields.map((field, index) => control(field, index, page, sent, problems.get(index))).join('');
  const title = page.title || 'Form';
  return document(status, problems.size > 0 ? `Error: ${title}` : title, `<h1>${escapeHtml(title)}</h1>${described(page.description)}<form method="post" enctype="multipart/form-data">${fields}${buttons(page)}</form>`);
}

export const messagePage = (status: number, title: string, text: string): Response => document(status, title, `<h1>${escapeHtml(title)}</h1><p class="lead" role="status">${escapeHtml(text)}</p>`);

/** Text or HTML of a person's own, cleaned. */
export const ownPage = (text: string): Response => document(200, 'Form', looksLikeHtml(text) ? cleanHtml(text) : `<p class="lead" role="status">${escapeHtml(text)}</p>`);

/** A message with a file, which the browser begins to load at once. */
export const downloadPage = (title: string, text: string, name: string, url: string): Response =>
  document(200, title, `<h1>${escapeHtml(title)}</h1><p class="lead" role="status">${escapeHtml(text)}</p><p class="lead"><a href="${escapeHtml(url)}" download>${escapeHtml(name)}</a></p>`, { seconds: 0, url });

/** Looks again by itself: no script is needed to wait. */
export const workingPage = (title: string, url: string): Response => document(200, title || 'Form', `<h1>${escapeHtml(title || 'Form')}</h1><p class="lead" role="status">Working on it …</p>`, { seconds: 1, url });

/** A redirect would be stopped by the page's own rule that forms go nowhere else. */
export const leadPage = (url: string): Response => document(200, 'Form', `<p class="lead" role="status">Going to <a href="${escapeHtml(url)}">${escapeHtml(url)}</a> …</p>`, { seconds: 0, url });

const document = (status: number, title: string, body: string, refresh?: { seconds: number; url: string }): Response =>
  publicPage({ status, title, style: STYLE, body: `<main><section>${body}</section></main>`, images: 'https: data:', ...(refresh ? { refresh } : {}) });
