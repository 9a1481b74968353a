// `.removeMarkdown()` and `.removeTags()`: text without markup, in one pass each (patterns here must stay linear).

/** Drops `<…>` tags; a `<` that is never closed stays. */
export function removeTags(text: string): string {
  let result = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    const close = open === -1 ? -1 : text.indexOf('>', open + 1);
    if (close === -1) return result + text.slice(at);
    const isTag = /[A-Za-z/!?]/.test(text[open + 1] ?? '');
    result += text.slice(at, isTag ? open : open + 1);
    at = isTag ? close + 1 : open + 1;
  }
}

function removeLinks(line: string): string {
  return line.replace(/!?\[([^[\]]{0,1000})\](?:\([^()\s]{0,2000}(?: "[^"]{0,500}")?\)|\[[^[\]]{0,200}\])/g, '$1');
}

function cleanLine(line: string): string {
  return removeLinks(line)
    .replace(/^\s{0,3}#{1,6}\s+/, '')
    .replace(/^\s{0,20}>\s?/, '')
    .replace(/^(\s{0,20})(?:[-*+]|\d{1,9}\.)\s+/, '$1')
    .replace(/\*\*([^*]{1,5000})\*\*/g, '$1')
    .replace(/__([^_]{1,5000})__/g, '$1')
    .replace(/\*([^*\s][^*]{0,5000})\*/g, '$1')
    .replace(/(^|\W)_([^_\s][^_]{0,5000})_(?=\W|$)/g, '$1$2')
    .replace(/~~([^~]{1,5000})~~/g, '$1')
    .replace(/`([^`]{1,5000})`/g, '$1');
}

export function removeMarkdown(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) continue;
    if (/^\s{0,3}(?:=+|-{2,}|(?:\*\s?){3,}|(?:-\s?){3,}|(?:_\s?){3,})\s{0,10}$/.test(line.slice(0, 200))) continue;
    lines.push(cleanLine(line));
  }
  return removeTags(lines.join('\n'));
}
