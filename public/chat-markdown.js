// Markdown of an answer as elements of a page: paragraphs, headings, lists, tables, quotes, code, bold, italic, links. Whatever else a text
// holds stays text: nothing in it becomes markup. Each part of the text is looked at a fixed number of times, however it is written.

/** @typedef {string | { tag: string, href?: string, start?: number, children: Part[] }} Part */

const LIST = /^( {0,8})(?:[-*+]|(\d{1,9})[.)]) +(.*)$/;
const MAX_NESTED = 4;
/** Characters of a line that are looked through for marks. */
const LONGEST_LINE = 20_000;

/** @param {string} text @returns {Part[]} */
export function markdownParts(text) {
  return blocks(text.replaceAll('\r\n', '\n').split('\n'), 0);
}

function blocks(lines, depth) {
  const parts = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (line.trim() === '') at++;
    else if (line.startsWith('```')) {
      const end = indexFrom(lines, at + 1, each => each.startsWith('```'));
      parts.push({ tag: 'pre', children: [{ tag: 'code', children: [lines.slice(at + 1, end).join('\n')] }] });
      at = end + 1;
    } else if (/^#{1,6} /.test(line)) {
      parts.push({ tag: 'h3', children: inline(line.slice(line.indexOf(' ') + 1)) });
      at++;
    } else if (depth < MAX_NESTED && line.startsWith('>')) {
      const end = indexFrom(lines, at, each => !each.startsWith('>'));
      parts.push({ tag: 'blockquote', children: blocks(lines.slice(at, end).map(each => each.replace(/^> ?/, '')), depth + 1) });
      at = end;
    } else if (isTable(lines, at)) {
      const end = indexFrom(lines, at + 2, each => !each.includes('|'));
      parts.push(table(lines[at], lines.slice(at + 2, end)));
      at = end;
    } else if (depth < MAX_NESTED && LIST.test(line)) {
      const [list, end] = listAt(lines, at, depth);
      parts.push(list);
      at = end;
    } else {
      const end = indexFrom(lines, at + 1, (each, index) => each.trim() === '' || each.startsWith('```') || each.startsWith('>') || /^#{1,6} /.test(each) || LIST.test(each) || isTable(lines, index));
      const children = lines.slice(at, end).flatMap((each, index) => [...(index > 0 ? [{ tag: 'br', children: [] }] : []), ...inline(each)]);
      parts.push({ tag: 'p', children });
      at = end;
    }
  }
  return parts;
}

function indexFrom(lines, from, isEnd) {
  for (let at = from; at < lines.length; at++) if (isEnd(lines[at], at)) return at;
  return lines.length;
}

/** A head, and below it a line of dashes and bars. */
const isTable = (lines, at) => lines[at].includes('|') && lines[at].length <= LONGEST_LINE && /^[\s|:-]*-[\s|:-]*$/.test(lines[at + 1] ?? '') && (lines[at + 1] ?? '').includes('|');

function table(head, rows) {
  const row = (line, tag) => ({ tag: 'tr', children: cellsOf(line).map(cell => ({ tag, children: inline(cell) })) });
  return { tag: 'table', children: [{ tag: 'thead', children: [row(head, 'th')] }, { tag: 'tbody', children: rows.map(each => row(each, 'td')) }] };
}

/** `\|` is a bar in a cell. */
function cellsOf(line) {
  const cells = line.trim().replace(/^\|/, '').split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll('\\|', '|'));
  return cells.length > 1 && cells.at(-1) === '' ? cells.slice(0, -1) : cells;
}

/** The list that begins at a line: entries of its indent, with what is indented further inside them. */
function listAt(lines, from, depth) {
  const [, indent, number] = LIST.exec(lines[from]);
  const ordered = number !== undefined;
  const children = [];
  let at = from;
  while (at < lines.length) {
    const entry = LIST.exec(lines[at]);
    if (!entry || entry[1].length !== indent.length || (entry[2] !== undefined) !== ordered) break;
    const end = indexFrom(lines, at + 1, each => each.trim() === '' || indentOf(each) <= indent.length);
    const inner = lines.slice(at + 1, end);
    children.push({ tag: 'li', children: [...inline(entry[3]), ...blocks(inner.map(each => each.slice(Math.min(indentOf(each), indent.length + 2))), depth + 1)] });
    at = end;
  }
  return [{ tag: ordered ? 'ol' : 'ul', ...(ordered ? { start: Number(number) } : {}), children }, at];
}

const indentOf = line => line.length - line.trimStart().length;

const MARKS = [['**', 'strong'], ['__', 'strong'], ['*', 'em'], ['_', 'em'], ['~~', 's']];
const WORD = /[\p{L}\p{N}]/u;

/** Bold, italic, code and links of one line. A mark whose other half is missing is a text, and is not looked for again. */
function inline(line, inLink = false) {
  if (line.length > LONGEST_LINE) return [line];
  const parts = [];
  const missing = new Set();
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push(plain);
    plain = '';
  };
  for (let at = 0; at < line.length; ) {
    const found = markAt(line, at, missing, inLink);
    if (found) {
      flush();
      parts.push(found.part);
      at = found.end;
    } else if (line[at] === '\\' && /[\\`*_[\]~]/.test(line[at + 1] ?? '')) {
      plain += line[at + 1];
      at += 2;
    } else plain += line[at++];
  }
  flush();
  return parts;
}

function markAt(line, at, missing, inLink) {
  if (line[at] === '`') {
    const end = endOf(line, '`', at + 1, missing);
    return end > at + 1 ? { part: { tag: 'code', children: [line.slice(at + 1, end)] }, end: end + 1 } : null;
  }
  if (!inLink && line[at] === '[') return linkAt(line, at, missing);
  if (!inLink && line.startsWith('http', at)) return addressAt(line, at);
  for (const [mark, tag] of MARKS) {
    if (!line.startsWith(mark, at)) continue;
    // snake_case is no emphasis, and a lone star with blanks around it is none.
    if (mark[0] === '_' && WORD.test(line[at - 1] ?? '')) return null;
    const from = at + mark.length;
    if (/\s/.test(line[from] ?? ' ')) continue;
    const end = endOf(line, mark, from + 1, missing);
    if (end > 0) return { part: { tag, children: inline(line.slice(from, end), inLink) }, end: end + mark.length };
  }
  return null;
}

function endOf(line, mark, from, missing) {
  if (missing.has(mark)) return -1;
  const end = line.indexOf(mark, from);
  if (end < 0) missing.add(mark);
  return end;
}

function linkAt(line, at, missing) {
  const middle = endOf(line, '](', at + 1, missing);
  const end = middle < 0 ? -1 : endOf(line, ')', middle + 2, missing);
  if (end < 0) return null;
  const href = safeAddress(line.slice(middle + 2, end).trim());
  return href ? { part: { tag: 'a', href, children: inline(line.slice(at + 1, middle), true) }, end: end + 1 } : null;
}

function addressAt(line, at) {
  let end = at;
  while (end < line.length && !/[\s<>"]/.test(line[end])) end++;
  while (end > at && /[.,;:!?)\]*_'’]/.test(line[end - 1])) end--;
  const text = line.slice(at, end);
  const href = /^https?:\/\//.test(text) ? safeAddress(text) : null;
  return href ? { part: { tag: 'a', href, children: [text] }, end } : null;
}

/** Web and mail addresses only: a link must not be able to run anything. */
function safeAddress(text) {
  try {
    const url = new URL(text);
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** @param {Part[]} parts @param {HTMLElement} into */
export function draw(parts, into) {
  for (const part of parts) {
    if (typeof part === 'string') into.append(part);
    else {
      const element = document.createElement(part.tag);
      if (part.href !== undefined) Object.assign(element, { href: part.href, target: '_blank', rel: 'noopener noreferrer nofollow' });
      if (part.start !== undefined) element.start = part.start;
      draw(part.children, element);
      into.append(element);
    }
  }
}
