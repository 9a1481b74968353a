// JSON -> XML text, in the shape xml2js writes: attributes under `$`, text under `_`.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError } from '../contract';

export interface BuildOptions {
  attrkey?: string;
  charkey?: string;
  cdata?: boolean;
  headless?: boolean;
  rootName?: string;
}

const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.·-]*$/u;
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapeText = (text: string): string => text.replace(ILLEGAL, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#x9;').replaceAll('\n', '&#xA;');
const textOf = (value: Json): string => (value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));

function checkedName(name: string): string {
  if (!NAME.test(name)) throw new NodeError(`"${name.slice(0, 60)}" cannot be the name of an XML element or attribute`);
  return name;
}

/** An attribute's text: a list is joined with commas, as n8n writes it; an object is JSON. */
const attributeText = (value: Json): string => (Array.isArray(value) ? value.map(attributeText).join(',') : textOf(value));

/** Attributes with nothing in them (null) are left out. */
function attributesOf(attributes: JsonObject): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== null);
  return given.map(([name, value]) => ` ${checkedName(name)}="${escapeAttribute(attributeText(value))}"`).join('');
}

/** Recursion is as deep as the item's JSON, which was itself parsed within the engine's limits. */
class Builder {
  constructor(private readonly options: Required<BuildOptions>) {}

  #text(value: Json): string {
    const text = textOf(value);
    if (this.options.cdata && /[&<]/.test(text)) return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
    return escapeText(text);
  }

  element(name: string, value: Json, indent: string): string {
    checkedName(name);
    if (Array.isArray(value)) return value.map(entry => this.element(name, entry, indent)).join('\n');
    if (!isPlainObject(value)) {
      const text = this.#text(value);
      return text === '' ? `${indent}<${name}/>` : `${indent}<${name}>${text}</${name}>`;
    }
    const { attrkey, charkey } = this.options;
    const { [attrkey]: attributes, [charkey]: text, ...children } = value as JsonObject;
    const written = isPlainObject(attributes) ? attributesOf(attributes as JsonObject) : '';
    const inner = Object.entries(children).filter(([, entry]) => !(Array.isArray(entry) && entry.length === 0)).map(([key, entry]) => this.element(key, entry, `${indent}  `));
    const start = `${indent}<${name}${written}`;
    const own = text === undefined ? '' : this.#text(text);
    if (inner.length === 0) return own === '' ? `${start}/>` : `${start}>${own}</${name}>`;
    return `${start}>${own === '' ? '' : `\n${indent}  ${own}`}\n${inner.join('\n')}\n${indent}</${name}>`;
  }

  listed(name: string, list: readonly JsonObject[]): string {
    const inner = list.flatMap(entry => Object.entries(entry).map(([key, value]) => this.element(key, value, '  ')));
    return inner.length === 0 ? `<${checkedName(name)}/>` : `<${checkedName(name)}>\n${inner.join('\n')}\n</${name}>`;
  }
}

const isListOfObjects = (list: readonly Json[]): boolean => list.length > 0 && list.every(isPlainObject);

/** An object with a single key is its own root, unless another root is named; in a list under it the fields of each element follow each other. */
export function buildXml(json: JsonObject, given: BuildOptions): string {
  const options: Required<BuildOptions> = { attrkey: given.attrkey || '$', charkey: given.charkey || '_', cdata: given.cdata === true, headless: given.headless === true, rootName: given.rootName || 'root' };
  const [only, ...others] = Object.keys(json);
  const value = only !== undefined && others.length === 0 && options.rootName === 'root' ? json[only] : undefined;
  const builder = new Builder(options);
  const own = value !== undefined && only !== undefined;
  const body = !own || (Array.isArray(value) && !isListOfObjects(value)) ? builder.element(options.rootName, json, '') : Array.isArray(value) ? builder.listed(only, value as JsonObject[]) : builder.element(only, value, '');
  return options.headless ? body : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
}
