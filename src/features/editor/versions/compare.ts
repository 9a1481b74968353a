// What differs between two definitions, by step. Moving a step on the canvas is no difference.
import { jsonEqual } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';

export interface Difference {
  id: string;
  name: string;
  kind: 'added' | 'removed' | 'changed';
  /** What changed, in words. */
  what: string[];
}

const WORDS: Partial<Record<keyof WorkflowNode, string>> = {
  name: 'name', type: 'type', typeVersion: 'version of the step', parameters: 'parameters', credentials: 'credential', disabled: 'disabled', notes: 'notes', onError: 'on error', retryOnFail: 'retries', maxTries: 'retries', waitBetweenTries: 'retries', retry: 'retries', todo: 'to check', alwaysOutputData: 'always output data', executeOnce: 'execute once',
};

function changedParts(before: WorkflowNode, after: WorkflowNode): string[] {
  const parts = Object.entries(WORDS).flatMap(([key, word]) => {
    if (jsonEqual(before[key as keyof WorkflowNode] ?? null, after[key as keyof WorkflowNode] ?? null)) return [];
    if (key !== 'parameters') return [word];
    const names = new Set([...Object.keys(before.parameters), ...Object.keys(after.parameters)]);
    return [...names].filter(name => !jsonEqual(before.parameters[name] ?? null, after.parameters[name] ?? null));
  });
  return [...new Set(parts)];
}

export function compareDefinitions(before: WorkflowDefinition, after: WorkflowDefinition): Difference[] {
  const old = new Map(before.nodes.map(node => [node.id, node]));
  const now = new Map(after.nodes.map(node => [node.id, node]));
  const differences: Difference[] = [];
  for (const node of after.nodes) {
    const earlier = old.get(node.id);
    if (!earlier) differences.push({ id: node.id, name: node.name, kind: 'added', what: [] });
    else {
      const what = changedParts(earlier, node);
      if (what.length > 0) differences.push({ id: node.id, name: node.name, kind: 'changed', what });
    }
  }
  for (const node of before.nodes) if (!now.has(node.id)) differences.push({ id: node.id, name: node.name, kind: 'removed', what: [] });
  const key = ({ source, sourcePort, target, targetPort }: WorkflowDefinition['edges'][number]): string => [source, sourcePort, target, targetPort].join(' ');
  const [edgesBefore, edgesAfter] = [new Set(before.edges.map(key)), new Set(after.edges.map(key))];
  const wires = [...edgesAfter].filter(edge => !edgesBefore.has(edge)).length + [...edgesBefore].filter(edge => !edgesAfter.has(edge)).length;
  if (wires > 0) differences.push({ id: 'wires', name: wires === 1 ? '1 wire' : `${wires} wires`, kind: 'changed', what: [] });
  if (!jsonEqual(before.settings, after.settings)) differences.push({ id: 'settings', name: 'Settings', kind: 'changed', what: [] });
  return differences;
}
