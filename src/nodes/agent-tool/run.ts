// AI Agent tool: runs as the agent does, with what the other agent asked.
import { NodeError, type RunNode } from '../contract';
import { runAgent } from '../agent/run';
import type { agentTool } from './definition';

export const runAgentTool: RunNode<typeof agentTool> = context => {
  if (!context.call) throw new NodeError('This node supplies a tool to another node and does not run by itself', { description: 'Connect it to the bottom of an agent.' });
  return runAgent(context);
};
