// Wires: which ports may be connected, and connecting them.
import { newId } from '~/lib/ids';
import { type PortKey, parsePort, type WorkflowEdge, type WorkflowNode } from '~/lib/workflow';
import { NOTE_TYPE } from '../canvas/flow-elements';
import { portsOf, type PortView } from '../node-card/ports';
import type { Doc } from '../store/definition';
import type { Draft } from '../store/draft';
import type { Editor } from '../store/editor';

export interface PortRef {
  node: string;
  port: PortKey;
}

export const sameType = (a: PortKey, b: PortKey): boolean => parsePort(a).type === parsePort(b).type;

/** Null when the two may be wired, else why not. Loops are legal; a wire to the same step or twice is not useful. */
export function whyNot(doc: Doc, from: PortRef, to: PortRef): string | null {
  if (from.node === to.node) return 'A step cannot be wired to itself';
  if (!sameType(from.port, to.port)) return 'These ports carry different things';
  for (const edge of doc.edges.values()) {
    if (edge.source === from.node && edge.target === to.node && edge.sourcePort === from.port && edge.targetPort === to.port) return 'They are wired already';
  }
  return null;
}

export const makeEdge = (from: PortRef, to: PortRef): WorkflowEdge => ({ id: newId(), source: from.node, sourcePort: from.port, target: to.node, targetPort: to.port });

/** The input a wire dropped on the card goes to: the first free one of its type, else the first. */
export function inputFor(doc: Doc, node: WorkflowNode, port: PortKey): PortView | undefined {
  const edges = [...doc.edges.values()];
  const inputs = portsOf(node, edges).inputs.filter(input => input.type === parsePort(port).type);
  return inputs.find(input => !edges.some(edge => edge.target === node.id && edge.targetPort === input.key)) ?? inputs[0];
}

export function outputFor(doc: Doc, node: WorkflowNode, port: PortKey): PortView | undefined {
  const edges = [...doc.edges.values()];
  const outputs = portsOf(node, edges).outputs.filter(output => output.type === parsePort(port).type && !output.error);
  return outputs.find(output => !edges.some(edge => edge.source === node.id && edge.sourcePort === output.key)) ?? outputs[0];
}

/** Steps a wire from that port may go to, for the keyboard list. */
export function targetsOf(doc: Doc, from: PortRef): WorkflowNode[] {
  return [...doc.nodes.values()].filter(node => {
    if (node.type === NOTE_TYPE || node.id === from.node) return false;
    const input = inputFor(doc, node, from.port);
    return input !== undefined && whyNot(doc, from, { node: node.id, port: input.key }) === null;
  });
}

export function connect(editor: Editor, from: PortRef, to: PortRef): boolean {
  const { doc, edit } = editor.document.getState();
  if (whyNot(doc, from, to)) return false;
  const names = [doc.nodes.get(from.node)?.name, doc.nodes.get(to.node)?.name];
  return edit(`Connect ${names[0]} to ${names[1]}`, draft => draft.putEdge(makeEdge(from, to)));
}

export function disconnect(editor: Editor, edgeId: string): boolean {
  return editor.document.getState().edit('Remove wire', draft => draft.removeEdge(edgeId));
}

/** Moves one end of a wire. */
export function reconnect(editor: Editor, edgeId: string, from: PortRef, to: PortRef): boolean {
  const { doc, edit } = editor.document.getState();
  const edge = doc.edges.get(edgeId);
  if (!edge || whyNot(doc, from, to)) return false;
  return edit('Move wire', draft => draft.putEdge({ ...edge, source: from.node, sourcePort: from.port, target: to.node, targetPort: to.port }));
}

/** Drops wires whose port is gone after an edit of parameters: a switch with fewer rules. */
export function dropLostEdges(draft: Draft, nodeId: string): void {
  const node = draft.node(nodeId);
  if (!node) return;
  const edges = [...draft.doc.edges.values()];
  const { inputs, outputs } = portsOf(node, edges);
  for (const edge of edges) {
    if (edge.source === nodeId && !outputs.some(port => port.key === edge.sourcePort)) draft.removeEdge(edge.id);
    if (edge.target === nodeId && !inputs.some(port => port.key === edge.targetPort)) draft.removeEdge(edge.id);
  }
}
