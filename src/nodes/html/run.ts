// HTML: see engine-nodes.md 9.3.
import type { Item } from '~/engine/items';
import { getPath } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItem, eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import type { html } from './definition';
import { type Extraction, extractHtml } from './extract';
import { htmlTable } from './table';

type Parameters = ParametersOf<typeof html.parameters>;
type Context = RunContext<Parameters>;

async function sources(item: Item, parameters: Parameters, context: Context): Promise<string[]> {
  const name = parameters.dataPropertyName;
  if (parameters.sourceData === 'binary') {
    const file = item.binary !== undefined && Object.hasOwn(item.binary, name) ? item.binary[name] : undefined;
    if (file === undefined) throw new NodeError(`The item has no file "${name}"`);
    return [new TextDecoder().decode(await context.tools.files.read(file))];
  }
  const value = getPath(item.json, name);
  if (value === undefined || value === null) throw new NodeError(`No property named "${name}" exists!`);
  if (typeof value !== 'string' && !Array.isArray(value)) throw new NodeError(`The property "${name}" holds no text`);
  return (Array.isArray(value) ? value : [value]).map(String);
}

function extract(context: Context): Promise<Item[]> {
  return eachItemAsync(context, async (item, index) => {
    const parameters = context.parameters.at(index);
    const rules = (parameters.extractionValues.values ?? []) as Extraction[];
    if (rules.length === 0) throw new NodeError('Say which values to extract');
    // Versions before 1.2 leave texts as they are unless told otherwise, and skip nothing.
    const tidy = context.node.typeVersion >= 1.2;
    const options = { trim: parameters.options.trimValues ?? tidy, cleanUp: parameters.options.cleanUpText ?? tidy, emptyText: tidy, skip: tidy };
    return (await sources(item, parameters, context)).map(text => ({ json: extractHtml(text, rules, options) }));
  });
}

/** The template is filled in here, because its expressions stand in the middle of text that does not start with `=`. */
function template(context: Context): Item[] {
  const written = context.parameters.raw.html ?? context.parameters.get('html');
  const text = typeof written === 'string' ? written : '';
  return eachItem(context, (_, index) => ({ json: { html: String(context.tools.resolve(text.startsWith('=') ? text : `=${text}`, index, {}) ?? '') } }));
}

export const runHtml: RunNode<typeof html> = async context => {
  const { operation, options } = context.parameters.at();
  if (operation === 'extractHtmlContent') return [await extract(context)];
  if (operation === 'convertToHtmlTable') return [[{ json: { table: htmlTable(context.items, options) }, pairedItem: context.items.map((_, item) => ({ item })) }]];
  return [template(context)];
};
