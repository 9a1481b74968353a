// MCP Server trigger: lists the connected tools, or runs the one that was called.
import { isPlainObject, type JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { shown, toolbox } from '../ai/toolbox';
import type { mcpTrigger } from './definition';

export const runMcpTrigger: RunNode<typeof mcpTrigger> = async ({ items, subNodes }) => {
  const { method, tool: name, arguments: given } = items[0]?.json ?? {};
  const tools = await toolbox(subNodes('ai_tool'), 0);
  if (method === 'list') return [tools.map(({ spec }) => ({ json: { ...spec } }))];
  if (method !== 'call') return [[]];
  const tool = tools.find(each => each.spec.name === name);
  if (!tool) throw new NodeError(`There is no tool "${String(name)}"`);
  return [[{ json: { response: shown(await tool.call(isPlainObject(given) ? (given as JsonObject) : {}), tool.spec) } }]];
};
