// Entries of RSS 2.0, RSS 1.0 (RDF) and Atom feeds, in the field names workflows of n8n use.
import { getOwn, isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '../contract';
import { parseXml } from '../xml/parse';

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : value === undefined || value === null ? [] : [value as Json]);

/** Text of an element, with or without attributes. */
function textOf(value: unknown): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  if (first === undefined || first === null) return undefined;
  const text = isPlainObject(first) ? first._ : first;
  return typeof text === 'string' || typeof text === 'number' ? String(text).trim() : undefined;
}

/** Text without markup, entities decoded, on one line where it was one. */
function snippet(html: string): string {
  const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
  return html
    .replace(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => marks[name] as string)
    .trim();
}

function isoDate(text: string | undefined): string | undefined {
  const millis = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(millis) ? undefined : new Date(millis).toISOString();
}

function put(json: JsonObject, key: string, value: Json | undefined): void {
  if (value !== undefined && value !== '') setOwn(json, key, value);
}

function rssEntry(item: JsonObject): JsonObject {
  const json: JsonObject = {};
  const encoded = textOf(item['content:encoded']);
  const content = textOf(item.description);
  put(json, 'creator', textOf(item['dc:creator']) ?? textOf(item.author));
  put(json, 'title', textOf(item.title));
  put(json, 'link', textOf(item.link));
  put(json, 'pubDate', textOf(item.pubDate) ?? textOf(item['dc:date']));
  put(json, 'author', textOf(item.author));
  put(json, 'dc:creator', textOf(item['dc:creator']));
  put(json, 'content:encoded', encoded);
  if (encoded !== undefined) put(json, 'content:encodedSnippet', snippet(encoded));
  put(json, 'content', content);
  if (content !== undefined) put(json, 'contentSnippet', snippet(content));
  put(json, 'guid', textOf(item.guid) ?? textOf(getOwn(item, 'rdf:about')));
  const categories = list(item.category).flatMap(entry => textOf(entry) ?? []);
  if (categories.length > 0) put(json, 'categories', categories);
  const enclosure = list(item.enclosure)[0];
  if (isPlainObject(enclosure)) put(json, 'enclosure', enclosure as JsonObject);
  put(json, 'isoDate', isoDate(textOf(item.pubDate) ?? textOf(item['dc:date'])));
  return json;
}

function atomLink(links: Json[]): string | undefined {
  const objects = links.filter(link => isPlainObject(link)) as JsonObject[];
  const chosen = objects.find(link => link.rel === undefined || link.rel === 'alternate') ?? objects[0];
  return typeof chosen?.href === 'string' ? chosen.href : undefined;
}

function atomEntry(entry: JsonObject): JsonObject {
  const json: JsonObject = {};
  const content = textOf(entry.content);
  const summary = textOf(entry.summary);
  const date = textOf(entry.published) ?? textOf(entry.updated);
  const author = list(entry.author)[0];
  put(json, 'title', textOf(entry.title));
  put(json, 'link', atomLink(list(entry.link)));
  put(json, 'pubDate', isoDate(date) ?? date);
  put(json, 'author', isPlainObject(author) ? textOf(author.name) : textOf(author));
  put(json, 'content', content);
  const shown = content ?? summary;
  if (shown !== undefined) put(json, 'contentSnippet', snippet(shown));
  put(json, 'summary', summary);
  put(json, 'id', textOf(entry.id));
  const categories = list(entry.category).flatMap(category => (isPlainObject(category) && typeof category.term === 'string' ? [category.term] : []));
  if (categories.length > 0) put(json, 'categories', categories);
  put(json, 'isoDate', isoDate(date));
  return json;
}

function entriesOf(root: JsonObject): { entries: JsonObject[]; read: (entry: JsonObject) => JsonObject } {
  const objects = (value: unknown): JsonObject[] => list(value).filter(entry => isPlainObject(entry)) as JsonObject[];
  const { rss, feed, 'rdf:RDF': rdf } = root;
  if (isPlainObject(rss)) return { entries: objects(rss.channel).flatMap(channel => objects(channel.item)), read: rssEntry };
  if (isPlainObject(rdf)) return { entries: objects(rdf.item), read: rssEntry };
  if (isPlainObject(feed)) return { entries: objects(feed.entry), read: atomEntry };
  if (feed !== undefined || rss !== undefined) return { entries: [], read: rssEntry };
  throw new NodeError('This is not a feed', { description: 'RSS 2.0, RSS 1.0 and Atom are understood.' });
}

/** `custom`: names of further elements to take over from each entry. */
export function feedEntries(text: string, custom: readonly string[]): JsonObject[] {
  const { entries, read } = entriesOf(parseXml(text, {}));
  return entries.map(entry => {
    const json = read(entry);
    for (const name of custom) if (!Object.hasOwn(json, name)) put(json, name, (textOf(getOwn(entry, name)) ?? getOwn(entry, name)) as Json | undefined);
    return json;
  });
}
