// Which results of an earlier run no longer hold for the workflow as it stands now.
import { jsonEqual } from './json';
import type { WorkflowDefinition, WorkflowNode } from './workflow';

/** True when the node would do with the same items what it did. Its place, name, notes and tries do not matter to that. */
export function sameWork(now: WorkflowNode, then: WorkflowNode): boolean {
  if (now === then) return true;
  return (
    now.type === then.type && now.typeVersion === then.typeVersion && jsonEqual(now.parameters, then.parameters) && jsonEqual(now.credentials ?? {}, then.credentials ?? {}) &&
    (now.disabled ?? false) === (then.disabled ?? false) && (now.onError ?? 'stopWorkflow') === (then.onError ?? 'stopWorkflow') && (now.executeOnce ?? false) === (then.executeOnce ?? false) && (now.alwaysOutputData ?? false) === (then.alwaysOutputData ?? false)
  );
}

/** The nodes behind these, along every kind of edge, and these themselves. */
export function andBehind(definition: WorkflowDefinition, ids: Iterable<string>): Set<string> {
  const targets = new Map<string, string[]>();
  for (const { source, target } of definition.edges) targets.set(source, [...(targets.get(source) ?? []), target]);
  const found = new Set(ids);
  // A set hands out what is added to it while it is walked.
  for (const id of found) for (const target of targets.get(id) ?? []) found.add(target);
  return found;
}

/**
 * Ids of the nodes of `now` whose results in an execution of `then` are stale: they, something before them, what feeds
 * them or what every node sees (variables, time zone, order of branches) has changed. Renamed ones count: run data goes by name.
 */
export function staleNodes(now: WorkflowDefinition, then: WorkflowDefinition): Set<string> {
  const all = (): Set<string> => new Set(now.nodes.map(node => node.id));
  const { settings } = now;
  if (!jsonEqual(now.variables, then.variables) || settings.timezone !== then.settings.timezone || settings.executionOrder !== then.settings.executionOrder || settings.parallel !== then.settings.parallel) return all();
  const before = new Map(then.nodes.map(node => [node.id, node]));
  const edgesNow = incoming(now);
  const edgesThen = incoming(then);
  const changed = now.nodes.filter(node => {
    const old = before.get(node.id);
    if (!old || old.name !== node.name || !sameWork(node, old)) return true;
    if (!jsonEqual(now.pinData[node.name] ?? null, then.pinData[node.name] ?? null)) return true;
    return edgesNow.get(node.id) !== edgesThen.get(node.id);
  });
  return andBehind(now, changed.map(node => node.id));
}

/** What leads into each node, as text that can be compared. */
function incoming({ edges }: WorkflowDefinition): Map<string, string> {
  const lists = new Map<string, string[]>();
  for (const { source, sourcePort, target, targetPort } of edges) lists.set(target, [...(lists.get(target) ?? []), `${source} ${sourcePort} ${targetPort}`]);
  return new Map([...lists].map(([id, list]) => [id, list.sort().join('\n')]));
}
