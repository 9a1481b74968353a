// The error of a node whose type Weft does not know.
import { reasonLeftOut } from '~/lib/left-out';
import type { WorkflowNode } from '~/lib/workflow';
import type { EngineHost } from './execution';

export const unknownType = (host: EngineHost, node: WorkflowNode): { message: string; description: string } => ({
  message: `The node '${node.name}' has the type ${node.type}, which Weft does not know`,
  description: host.wayOut?.(node) ?? reasonLeftOut(node.type) ?? 'Replace it with another node, or disable it.',
});
