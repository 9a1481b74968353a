// Extracts values from HTML by CSS selectors.
import { type CheerioAPI, load } from 'cheerio';
import { messageOf } from '~/lib/errors';
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import { NodeError } from '../contract';

export interface Extraction {
  key: string;
  cssSelector: string;
  returnValue: 'text' | 'html' | 'attribute' | 'value';
  attribute: string;
  skipSelectors: string;
  returnArray: boolean;
}

export interface ExtractOptions {
  trim: boolean;
  cleanUp: boolean;
  /** What a single text is when nothing matches: '' or, before version 1.2, left out. */
  emptyText: boolean;
  /** Whether what is to be skipped is. */
  skip: boolean;
}

const MAX_CHARACTERS = 20_000_000;
type Elements = ReturnType<CheerioAPI>;

function textOf(elements: Elements, { skipSelectors }: Extraction, options: ExtractOptions): string {
  const kept = !options.skip || skipSelectors === '' ? elements : elements.clone().find(skipSelectors).remove().end();
  const text = kept.text();
  const clean = options.cleanUp ? text.replace(/\s+/g, ' ').trim() : text;
  return options.trim ? clean.trim() : clean;
}

function valueOf(elements: Elements, rule: Extraction, options: ExtractOptions): Json | undefined {
  switch (rule.returnValue) {
    case 'attribute': {
      const value = elements.attr(rule.attribute);
      return value !== undefined && options.trim ? value.trim() : value;
    }
    case 'html':
      return elements.html() ?? undefined;
    case 'value':
      return elements.val();
    default:
      return elements.length === 0 && !options.emptyText ? undefined : textOf(elements.first(), rule, options);
  }
}

export function extractHtml(html: string, rules: readonly Extraction[], options: ExtractOptions): JsonObject {
  if (html.length > MAX_CHARACTERS) throw new NodeError('The HTML is too large', { description: `The limit is ${MAX_CHARACTERS} characters.` });
  const $ = load(html);
  const json: JsonObject = {};
  for (const rule of rules) {
    let elements: Elements;
    try {
      elements = $(rule.cssSelector);
    } catch (error) {
      throw new NodeError(`The CSS selector "${rule.cssSelector}" cannot be used: ${messageOf(error, 200)}`);
    }
    const value = rule.returnArray
      ? elements.toArray().flatMap(element => valueOf($(element), rule, options) ?? [])
      : valueOf(elements, rule, options);
    if (value !== undefined) setOwn(json, rule.key, value);
  }
  return json;
}
