// Any node as a tool of an agent (n8n's `…Tool` types): its own definition with an ai_tool output, its own behaviour.
import { string } from '../fields';
import { options } from '../fields';
import type { NodeDefinition, Port, ToolParameters, ToolSpec } from '../contract';
import { schemaOfAsked, textOf, toolName } from './tool-schema';

const SUFFIX = 'Tool';

const described = {
  descriptionType: options({ label: 'Tool description', default: 'auto', fixed: true, options: [{ value: 'auto', label: 'From the settings' }, { value: 'manual', label: 'Written by hand' }] }),
  toolDescription: string({ label: 'Description', lines: 2, placeholder: 'What the model should know about this tool', show: { descriptionType: ['manual'] } }),
};

/** The key of the node a tool type is made of, or null. */
export const baseOfTool = (type: string): string | null => (type.length > SUFFIX.length && type.endsWith(SUFFIX) ? type.slice(0, -SUFFIX.length) : null);

const isMain = (port: Port): boolean => (port.type ?? 'main') === 'main';

/** One input and one output, no trigger, and nothing that steers the flow. */
export function canBeTool({ inputs, outputs, trigger, inert, group }: NodeDefinition): boolean {
  return !trigger && !inert && group !== 'flow' && group !== 'ai' && Array.isArray(inputs) && Array.isArray(outputs) && inputs.length === 1 && outputs.length === 1 && isMain(inputs[0] as Port) && isMain(outputs[0] as Port);
}

const made = new WeakMap<NodeDefinition, NodeDefinition>();

/** The tool made of a node. The same object for the same node. */
export function toolOfNode(base: NodeDefinition): NodeDefinition {
  const known = made.get(base);
  if (known) return known;
  const tool: NodeDefinition = {
    ...base,
    type: `${base.type}${SUFFIX}`,
    label: `${base.label} tool`,
    description: `${base.description}, when an agent asks for it`,
    n8nTypes: base.n8nTypes.map(type => `${type}${SUFFIX}`),
    inputs: [],
    outputs: [{ type: 'ai_tool', label: 'Tool' }],
    parameters: { ...described, ...base.parameters },
    tool: of => specOf(base, of),
  };
  made.set(base, tool);
  return tool;
}

function specOf(base: NodeDefinition, of: ToolParameters): ToolSpec {
  // Files of the first versions have the description without the choice.
  const written = textOf(of, 'toolDescription') || (typeof of.raw.toolDescription === 'string' ? of.raw.toolDescription.replace(/^=/, '') : '');
  return { name: toolName(of.node.name), description: of.raw.descriptionType === 'auto' || written === '' ? autoDescription(base, of) : written, schema: schemaOfAsked(of.asked) };
}

function autoDescription(base: NodeDefinition, { node, raw }: ToolParameters): string {
  const said = ['resource', 'operation'].flatMap(name => (typeof raw[name] === 'string' && !(raw[name] as string).startsWith('=') ? [raw[name] as string] : []));
  return `${node.name}: ${base.description}${said.length > 0 ? ` (${said.join(', ')})` : ''}`;
}
