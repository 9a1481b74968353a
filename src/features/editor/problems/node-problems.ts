// What keeps a step from running: required parameters and credentials that are missing, types Weft does not have.
import { getOwn, type JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { credentialSlots } from '~/nodes/credential-slots';
import { isVisible, standardOf } from '../fields/visible';
import { describe } from '../node-card/described';
import { portsOf } from '../node-card/ports';

export interface Problem {
  nodeId: string;
  text: string;
  /** The parameter to go to. */
  field?: string;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || value === '=';

const cache = new WeakMap<WorkflowNode, Problem[]>();

/** Cached by the node, which every edit replaces. */
export function problemsOf(node: WorkflowNode): Problem[] {
  const known = cache.get(node);
  if (known) return known;
  const problems = find(node);
  cache.set(node, problems);
  return problems;
}

/** Capabilities the step cannot run without and that nothing supplies. */
export function openPorts(node: WorkflowNode, wired: ReadonlyMap<string, string>): Problem[] {
  if (node.disabled || !describe(node).definition) return [];
  return portsOf(node, []).inputs.filter(port => port.needed && !wired.has(`target/${node.id}/${port.key}`)).map(port => ({ nodeId: node.id, text: `No ${port.label.toLowerCase()} is connected` }));
}

function find(node: WorkflowNode): Problem[] {
  const { definition, parameters, typeVersion } = describe(node);
  if (node.disabled) return [];
  if (!definition) return [{ nodeId: node.id, text: `Weft has no step of the type ${node.type}. Replace or disable it.` }];
  const scope = { top: parameters, topFields: definition.parameters, typeVersion };
  const problems: Problem[] = [];
  for (const [name, field] of Object.entries(definition.parameters)) {
    if (!field.required || !isVisible(field, parameters, definition.parameters, scope)) continue;
    const value = getOwn(parameters, name) ?? standardOf(field);
    const chosen = typeof value === 'object' && value !== null && (value as JsonObject).__rl === true ? (value as JsonObject).value : value;
    if (isEmpty(chosen)) problems.push({ nodeId: node.id, field: name, text: `${field.label} is empty` });
  }
  for (const text of node.todo ?? []) problems.push({ nodeId: node.id, field: 'todo', text });
  for (const slot of credentialSlots(definition, parameters)) {
    if (!slot.required || !isVisible(slot, parameters, definition.parameters, scope)) continue;
    const chosen = node.credentials && Object.hasOwn(node.credentials, slot.type) ? node.credentials[slot.type] : undefined;
    if (!chosen?.id) problems.push({ nodeId: node.id, field: `credential:${slot.type}`, text: chosen ? `Credential ${chosen.name} is not in this organization` : `No credential is chosen` });
  }
  return problems;
}
