// The page of a chat trigger: sends messages and files to the page's own URL, and shows answers with the Markdown they are written in.
import { draw, markdownParts } from './chat-markdown.js';

const list = document.querySelector('main > ol');
const form = document.querySelector('form');
const field = form.elements.text;
const picker = form.elements.files;
const button = form.querySelector('button[type=submit]');
const sessionId = ownSession();

/** One session a tab: a reload goes on with it. */
function ownSession() {
  const key = `weft-chat:${location.pathname}`;
  // Only pages served over TLS (and localhost) have randomUUID.
  const fresh = typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  try {
    const known = sessionStorage.getItem(key) ?? fresh;
    sessionStorage.setItem(key, known);
    return known;
  } catch {
    return fresh;
  }
}

function add(text, kind) {
  const line = document.createElement('li');
  line.className = kind;
  line.textContent = text;
  list.append(line);
  line.scrollIntoView({ block: 'end' });
  return line;
}

function show(line, text) {
  line.className = 'drawn';
  line.textContent = '';
  draw(markdownParts(text), line);
}

/** Without files the message is JSON, with files a form. */
function bodyOf(message, files) {
  if (files.length === 0) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sessionId, ...message }) };
  const body = new FormData();
  for (const [name, value] of Object.entries({ sessionId, ...message })) body.append(name, value);
  for (const file of files) body.append('files', file);
  return { body };
}

/** `onWords` is told what of a streamed answer is there so far. */
async function call(message, files = [], onWords = () => {}) {
  const answer = await fetch(location.href, { method: 'POST', ...bodyOf(message, files) });
  const value = read(await textOf(answer, onWords));
  if (!answer.ok || value?.error?.message) throw new Error(value?.error?.message ?? 'The chat does not answer.');
  return value;
}

async function textOf(answer, onWords) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let seen = 0;
  let words = '';
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    text += value;
    for (let end = text.indexOf('\n', seen); end >= 0; end = text.indexOf('\n', seen)) {
      words += itemIn(text.slice(seen, end));
      seen = end + 1;
    }
    if (words !== '') onWords(words);
  }
  return text;
}

function itemIn(line) {
  try {
    const part = JSON.parse(line);
    return part.type === 'item' ? String(part.content) : '';
  } catch {
    return '';
  }
}

/** JSON, a stream of n8n's kind (a JSON object a line), or a text. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    // A stream or a text.
  }
  try {
    const lines = text.trim().split('\n').map(line => JSON.parse(line));
    const failed = lines.find(line => line.type === 'error');
    if (failed) return { error: { message: failed.content } };
    return lines.filter(line => line.type === 'item').map(line => line.content).join('');
  } catch {
    return text;
  }
}

function said(value) {
  const part = typeof value === 'string' ? value : (value?.output ?? value?.text ?? value?.message ?? value);
  return typeof part === 'string' ? part : `\`\`\`\n${JSON.stringify(part, null, 2)}\n\`\`\``;
}

/** Files to send with the next message. */
let chosen = [];

const fileLine = file => Object.assign(document.createElement('li'), { textContent: file.name });

function choose(files) {
  chosen = files;
  const names = form.querySelector('.files');
  names.textContent = '';
  for (const file of chosen) {
    const remove = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' });
    remove.setAttribute('aria-label', `Remove ${file.name}`);
    remove.addEventListener('click', () => {
      choose(chosen.filter(each => each !== file));
      field.focus();
    });
    const line = fileLine(file);
    line.append(remove);
    names.append(line);
  }
}

/** As high as what is written in it. */
function grow() {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

function addMine(text, files) {
  const line = add(text, 'mine');
  if (files.length === 0) return;
  const names = Object.assign(document.createElement('ul'), { className: 'files' });
  names.append(...files.map(fileLine));
  line.append(names);
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const text = field.value.trim();
  const files = chosen;
  if ((text === '' && files.length === 0) || button.disabled) return;
  field.value = '';
  grow();
  if (picker) choose([]);
  button.disabled = true;
  addMine(text, files);
  const line = add('…', 'wait');
  try {
    show(line, said(await call({ action: 'sendMessage', chatInput: text }, files, words => show(line, words))));
  } catch (error) {
    line.textContent = error.message;
    line.className = 'bad';
  }
  button.disabled = false;
  line.scrollIntoView({ block: 'end' });
  field.focus();
});

picker?.addEventListener('change', () => {
  choose([...chosen, ...picker.files]);
  picker.value = '';
  field.focus();
});

field.addEventListener('input', grow);
addEventListener('resize', grow);

field.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

if (form.dataset.earlier) {
  call({ action: 'loadPreviousSession' })
    .then(({ data }) => data.forEach(({ id, kwargs }) => (id.includes('HumanMessage') ? add(kwargs.content, 'mine') : show(add('', ''), kwargs.content))))
    .catch(() => {}); // a chat without its past is still a chat
}
