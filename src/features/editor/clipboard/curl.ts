// A `curl` command line as the parameters of an HTTP request node.
import type { JsonObject } from '~/lib/json';

/** Splits a command line as a POSIX shell would, without running anything. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let open = false;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (quote === '\'') {
      if (letter === '\'') quote = null;
      else word += letter;
    } else if (letter === '\\' && at + 1 < text.length) {
      const next = text[++at] as string;
      if (next === '\r' || next === '\n') continue;
      word += quote === '"' && !'"\\$`'.includes(next) ? `\\${next}` : next;
      open = true;
    } else if (quote === '"') {
      if (letter === '"') quote = null;
      else word += letter;
    } else if (letter === '\'' || letter === '"') {
      quote = letter;
      open = true;
    } else if (/\s/.test(letter)) {
      if (open || word) words.push(word);
      word = '';
      open = false;
    } else {
      word += letter;
    }
  }
  if (open || word) words.push(word);
  return words;
}

const LONG: Record<string, string> = { '--request': '-X', '--header': '-H', '--data': '-d', '--data-raw': '-d', '--data-binary': '-d', '--data-ascii': '-d', '--data-urlencode': '-d', '--json': '--json', '--user': '-u', '--url': '--url', '--form': '-F', '--user-agent': '-A', '--cookie': '-b', '--max-time': '-m', '--output': '-o', '--proxy': '-x', '--referer': '-e', '--connect-timeout': '--connect-timeout', '--cacert': '--cacert' };
const TAKES_VALUE = new Set(['-X', '-H', '-d', '--json', '-u', '--url', '-F', '-A', '-b', '-m', '-o', '-x', '-e', '--connect-timeout', '--cacert', '-w']);

/** Parameters of an `httpRequest` node, or null when the text is no curl command with a URL. */
export function readCurl(text: string): JsonObject | null {
  if (!/^\s*\$?\s*curl\s/.test(text)) return null;
  const words = shellWords(text.trim().replace(/^\$\s*/, '')).slice(1);
  let method: string | null = null;
  let url: string | null = null;
  const headers: { name: string; value: string }[] = [];
  const data: string[] = [];
  const form: { name: string; value: string }[] = [];
  let get = false;
  for (let at = 0; at < words.length; at++) {
    let word = words[at] as string;
    let value: string | undefined;
    const joined = /^(--[a-z-]+)=(.*)$/s.exec(word);
    if (joined) [word, value] = [joined[1] as string, joined[2]];
    else if (/^-[XHdu].+/.test(word) && !word.startsWith('--')) [word, value] = [word.slice(0, 2), word.slice(2)];
    const option = LONG[word] ?? word;
    if (TAKES_VALUE.has(option) && value === undefined) value = words[++at];
    if (option === '-X') method = (value ?? 'GET').toUpperCase();
    else if (option === '-H' && value) {
      const colon = value.indexOf(':');
      if (colon > 0) headers.push({ name: value.slice(0, colon).trim(), value: value.slice(colon + 1).trim() });
    } else if ((option === '-d' || option === '--json') && value !== undefined) {
      data.push(value);
      if (option === '--json') headers.push({ name: 'Content-Type', value: 'application/json' });
    } else if (option === '-F' && value) form.push({ name: value.split('=')[0] ?? '', value: value.slice(value.indexOf('=') + 1) });
    else if (option === '-A' && value) headers.push({ name: 'User-Agent', value });
    else if (option === '-b' && value) headers.push({ name: 'Cookie', value });
    else if (option === '--url' && value) url = value;
    else if (option === '-G' || option === '--get') get = true;
    else if (option === '-I' || option === '--head') method = 'HEAD';
    else if (!option.startsWith('-')) url ??= option;
  }
  return url ? parametersOf(method, url, headers, data, form, get) : null;
}

function parametersOf(method: string | null, address: string, headers: { name: string; value: string }[], data: string[], form: { name: string; value: string }[], get: boolean): JsonObject {
  const cut = address.indexOf('?');
  const pairs = (text: string): { name: string; value: string }[] => [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));
  const query = [...(cut >= 0 ? pairs(address.slice(cut + 1)) : []), ...(get ? data.flatMap(pairs) : [])];
  const base = cut >= 0 ? address.slice(0, cut) : address;
  const body = get ? '' : data.join('&');
  const type = headers.find(header => header.name.toLowerCase() === 'content-type')?.value ?? '';
  const parameters: JsonObject = {};
  const verb = method ?? (body || form.length > 0 ? 'POST' : 'GET');
  if (verb !== 'GET') parameters.method = verb;
  parameters.url = /^[a-z]+:\/\//i.test(base) ? base : `https://${base}`;
  if (query.length > 0) Object.assign(parameters, { sendQuery: true, queryParameters: { parameters: query } });
  const kept = headers.filter(header => !(body && isJson(body) && header.name.toLowerCase() === 'content-type'));
  if (kept.length > 0) Object.assign(parameters, { sendHeaders: true, headerParameters: { parameters: kept } });
  if (form.length > 0) Object.assign(parameters, { sendBody: true, contentType: 'multipart-form-data', bodyParameters: { parameters: form } });
  else if (body && isJson(body)) Object.assign(parameters, { sendBody: true, specifyBody: 'json', jsonBody: body });
  else if (body && (type === '' || type.includes('urlencoded'))) Object.assign(parameters, { sendBody: true, contentType: 'form-urlencoded', bodyParameters: { parameters: pairs(body) } });
  else if (body) Object.assign(parameters, { sendBody: true, contentType: 'raw', rawContentType: type, body });
  return parameters;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
