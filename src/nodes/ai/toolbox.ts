// The tools connected to a root: what the model is told of them, and how its calls are answered.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError, type SubNode, type ToolSpec } from '../contract';
import { ask, type ToolCall, type ToolRequest } from './protocols';
import { problemsOf } from './structured';
import { nameInKit, schemaOfAsked, toolName } from './tool-schema';

export interface Tool { spec: ToolSpec; call(given: JsonObject): Promise<Item[]> }

/** Characters of one answer that a model is shown. */
const MAX_ANSWER = 200_000;

/** Every connected tool as seen from item `index`. Throws when two have one name. */
export async function toolbox(nodes: readonly SubNode[], index: number): Promise<Tool[]> {
  const tools: Tool[] = [];
  for (const node of nodes) {
    const of = node.about(index);
    if (node.definition.toolkit) {
      for (const { json } of await ask(node, { action: 'list' }, index)) {
        const spec = json as unknown as ToolSpec;
        tools.push(toolOf(node, { ...spec, name: nameInKit(of.node.name, spec.name) }, index, spec.name));
      }
    } else {
      const spec = node.definition.tool?.(of) ?? { name: toolName(of.node.name), description: node.definition.description, schema: schemaOfAsked(of.asked) };
      tools.push(toolOf(node, spec, index));
    }
  }
  const names = new Set<string>();
  for (const { spec: { name } } of tools) {
    if (names.has(name)) throw new NodeError(`Two tools have the name "${name}"`, { description: 'A model tells tools apart by their names: rename one of them.' });
    names.add(name);
  }
  return tools;
}

const toolOf = (node: SubNode, spec: ToolSpec, index: number, tool?: string): Tool => ({
  spec,
  call: given => {
    const request: ToolRequest = { arguments: given, ...(tool === undefined ? {} : { tool }) };
    return ask(node, request, index);
  },
});

/** Items as a model reads them: the response of a tool as it is, items of any other node as a list. */
export function shown(items: readonly Item[], { answers }: Pick<ToolSpec, 'answers'> = {}): string {
  const values = items.map(valueOf);
  if (answers && values.length > 0) return cut(JSON.stringify(answers === 'item' ? values[0] : values));
  const [only] = values;
  const single = values.length === 1 && only !== undefined && Object.keys(only).length === 1 ? (only as JsonObject).response : undefined;
  if (values.length === 0) return 'The tool gave no result';
  return cut(typeof single === 'string' ? single : JSON.stringify(single ?? values));
}

/** Items as newer agents show them: always a list. */
export const listed = (items: readonly Item[]): string => cut(JSON.stringify(items.map(valueOf)));

/** What a model is shown of an item. */
const valueOf = ({ json, binary }: Item): JsonObject => (binary ? { ...json, files: Object.values(binary).map(({ fileName, mimeType }) => fileName ?? mimeType) } : json);

const cut = (text: string): string => (text.length > MAX_ANSWER ? `${text.slice(0, MAX_ANSWER)}… (cut)` : text);

/** Answers one call of a model. What goes wrong is told to the model, which may do better. */
export async function answerCall(tools: readonly Tool[], { name, arguments: given }: ToolCall, write: { items(items: readonly Item[], spec: ToolSpec): string; error(message: string): string } = AS_TEXT): Promise<string> {
  const tool = tools.find(each => each.spec.name === name);
  if (!tool) return `${name} is not a valid tool, try another one.`;
  // Fields a schema does not name do no harm: models like to add some.
  const problems = problemsOf(given, { ...tool.spec.schema, additionalProperties: true });
  if (problems !== null) return write.error(`Received tool input did not match expected schema: ${problems}`);
  try {
    return write.items(await tool.call(given), tool.spec);
  } catch (error) {
    return write.error(error instanceof Error ? error.message : String(error));
  }
}

export const AS_TEXT = { items: shown, error: (message: string): string => `There was an error: "${message}"` };
export const AS_LIST = { items: listed, error: (message: string): string => JSON.stringify([{ error: message }]) };
