// XML text -> JSON in the shape of xml2js, which n8n's workflows expect. Entity declarations are refused.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { messageOf } from '~/lib/errors';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '../contract';

export interface XmlOptions {
  attrkey?: string;
  charkey?: string;
  explicitArray?: boolean;
  explicitRoot?: boolean;
  ignoreAttrs?: boolean;
  mergeAttrs?: boolean;
  normalize?: boolean;
  normalizeTags?: boolean;
  trim?: boolean;
}

/** fast-xml-parser's ordered form: one object for each child, attributes under `:@`. */
type Ordered = { [name: string]: Ordered[] | Record<string, string> | string };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

const nameOf = (node: Ordered): string => Object.keys(node).find(key => key !== ':@') ?? '';

function add(target: JsonObject, name: string, value: Json, explicitArray: boolean): void {
  const before = Object.hasOwn(target, name) ? target[name] : undefined;
  if (before === undefined) setOwn(target, name, explicitArray ? [value] : value);
  else if (Array.isArray(before)) before.push(value);
  else setOwn(target, name, [before, value]);
}

function element(node: Ordered, options: Required<XmlOptions>): Json {
  const json: JsonObject = {};
  const attributes = options.ignoreAttrs ? {} : ((node[':@'] as Record<string, string> | undefined) ?? {});
  for (const [name, value] of Object.entries(attributes)) {
    if (options.mergeAttrs) add(json, name, value, options.explicitArray);
    else {
      const own = Object.hasOwn(json, options.attrkey) ? (json[options.attrkey] as JsonObject) : {};
      setOwn(own, name, value);
      setOwn(json, options.attrkey, own);
    }
  }
  let text = '';
  for (const child of node[nameOf(node)] as Ordered[]) {
    const name = nameOf(child);
    if (name === '#text') text += child['#text'] as string;
    else if (name === '#cdata') text += (child['#cdata'] as Ordered[]).map(part => String(part['#text'] ?? '')).join('');
    else add(json, options.normalizeTags ? name.toLowerCase() : name, element(child, options), options.explicitArray);
  }
  if (text.trim() === '') text = '';
  if (options.normalize) text = text.replace(/\s{2,}/g, ' ').trim();
  if (options.trim) text = text.trim();
  if (Object.keys(json).length === 0) return text;
  if (text !== '') setOwn(json, options.charkey, text);
  return json;
}

/** Throws NodeError when the text is not XML. */
export function parseXml(text: string, given: XmlOptions): JsonObject {
  const options: Required<XmlOptions> = {
    attrkey: given.attrkey || '$', charkey: given.charkey || '_', explicitArray: given.explicitArray === true, explicitRoot: given.explicitRoot !== false,
    ignoreAttrs: given.ignoreAttrs === true, mergeAttrs: given.mergeAttrs !== false, normalize: given.normalize === true, normalizeTags: given.normalizeTags === true, trim: given.trim === true,
  };
  if (/<!ENTITY/i.test(text)) throw new NodeError('XML with entity declarations is not allowed');
  const checked = XMLValidator.validate(text);
  if (checked !== true) throw new NodeError(`This is not valid XML: ${checked.err.msg}`, { description: `Line ${checked.err.line}, column ${checked.err.col}.` });
  let nodes: Ordered[];
  try {
    nodes = parser.parse(text) as Ordered[];
  } catch (error) {
    throw new NodeError(`This XML cannot be read: ${messageOf(error, 200)}`);
  }
  const root = nodes.find(node => !nameOf(node).startsWith('#'));
  if (root === undefined) throw new NodeError('The XML has no element');
  const value = element(root, options);
  const name = options.normalizeTags ? nameOf(root).toLowerCase() : nameOf(root);
  const json: JsonObject = {};
  if (options.explicitRoot) setOwn(json, name, value);
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  else setOwn(json, name, value);
  return json;
}
