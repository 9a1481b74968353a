// One node of an n8n file, as a Weft node. Used by the import, and by the export to see whether a node was edited.
import { fromN8nCanvas } from './canvas-scale';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { OnError, WorkflowNode } from '~/lib/workflow';
import { definitions, findDefinition } from '~/nodes/definitions';
import type { NodeDefinition } from '~/nodes/contract';
import { foldAlias } from './aliases';
import { credentialNames } from './credential-names';
import type { Verdict } from './report';
import { offerFor } from './services/offer';
import { wayOut } from './way-out';

const byN8nType = new Map<string, NodeDefinition>(Object.values(definitions).flatMap((definition: NodeDefinition) => definition.n8nTypes.map(type => [type, definition] as const)));

export interface Behaviour {
  type: string;
  typeVersion: number;
  parameters: JsonObject;
  verdict: Verdict;
  reason?: string;
  /** Output ports that moved: index in the file -> index in Weft. */
  outputs?: readonly number[];
}

/** Loop over items had its outputs the other way round before version 3. */
const OLD_LOOP_OUTPUTS = [1, 0] as const;

/** The nearest lower version Weft has, else its lowest. */
function knownVersion(definition: NodeDefinition, wanted: number): number {
  const { versions } = definition;
  return [...versions].reverse().find(version => version <= wanted) ?? (versions[0] as number);
}

function folded(definition: NodeDefinition, parameters: JsonObject, wanted: number): Behaviour {
  const version = knownVersion(definition, wanted);
  const result = definition.fold?.(parameters, version) ?? { parameters, typeVersion: version };
  const base = { type: definition.type, parameters: result.parameters, typeVersion: result.typeVersion };
  if (definition.type === 'splitInBatches' && version < 3) {
    return {
      ...base,
      typeVersion: 3,
      parameters: { ...parameters, batchSize: parameters.batchSize ?? 10 },
      verdict: 'folded',
      reason: `version ${wanted} runs as version 3`,
      outputs: OLD_LOOP_OUTPUTS,
    };
  }
  if (version !== wanted) return { ...base, verdict: 'folded', reason: `version ${wanted} is not known; it runs as version ${result.typeVersion}` };
  return result.typeVersion === wanted ? { ...base, verdict: 'native' } : { ...base, verdict: 'folded', reason: `version ${wanted} runs as version ${result.typeVersion}` };
}

/** `n8n-nodes-base.httpRequestTool`: a node Weft has, as a tool of an agent. */
function toolType(n8nType: string): NodeDefinition | undefined {
  const base = byN8nType.get(n8nType.replace(/Tool$/, ''));
  return base && n8nType.endsWith('Tool') ? findDefinition(`${base.type}Tool`) : undefined;
}

/** What a node of an n8n file does in Weft. Unknown types keep everything and become placeholders. */
export function behaviourOf(n8nType: string, typeVersion: number, parameters: JsonObject): Behaviour {
  const known = byN8nType.get(n8nType) ?? toolType(n8nType);
  if (known !== undefined) return folded(known, parameters, typeVersion);
  const alias = foldAlias(n8nType, parameters, typeVersion);
  const target = alias === null ? undefined : findDefinition(alias.type);
  if (alias !== null && target !== undefined) {
    const result = target.fold?.(alias.parameters, alias.typeVersion) ?? alias;
    return { type: alias.type, parameters: result.parameters, typeVersion: result.typeVersion, verdict: 'folded', reason: `"${n8nType.replace(/^.*\./, '')}" runs as "${target.label}"` };
  }
  const offer = offerFor(n8nType, parameters, typeVersion);
  return { type: n8nType, typeVersion, parameters, verdict: offer ? 'http' : 'placeholder', reason: `it is kept, and fails when it runs. ${wayOut(n8nType, parameters, typeVersion, offer)}` };
}

function onErrorOf(raw: JsonObject): OnError | undefined {
  const { onError } = raw;
  if (onError === 'stopWorkflow' || onError === 'continueRegularOutput' || onError === 'continueErrorOutput') return onError;
  return raw.continueOnFail === true ? 'continueRegularOutput' : undefined;
}

const numberOf = (value: Json | undefined): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** Within what a workflow can hold: one odd number must not make a whole file unreadable. */
const within = (value: number | undefined, least: number, most: number): number | undefined => (value === undefined ? undefined : Math.min(Math.max(value, least), most));

/** Pixels of n8n's canvas. */
const FARTHEST = 5_000_000;

export function positionOf(value: Json | undefined): { x: number; y: number } {
  const [x, y] = Array.isArray(value) ? value : isPlainObject(value) ? [(value as JsonObject).x, (value as JsonObject).y] : [];
  return { x: within(numberOf(x ?? undefined), -FARTHEST, FARTHEST) ?? 0, y: within(numberOf(y ?? undefined), -FARTHEST, FARTHEST) ?? 0 };
}

/** Everything about a node but its id, name, webhook and original: deterministic, so that an unedited node can be told. */
export function convertNode(raw: JsonObject): { node: Omit<WorkflowNode, 'id' | 'name'>; behaviour: Behaviour } {
  const parameters = isPlainObject(raw.parameters) ? (raw.parameters as JsonObject) : {};
  const behaviour = behaviourOf(String(raw.type), within(numberOf(raw.typeVersion), 0, 1000) ?? 1, parameters);
  const names = findDefinition(behaviour.type)?.withoutCredentials ? [] : Object.entries(credentialNames(raw));
  const onError = onErrorOf(raw);
  const maxTries = within(numberOf(raw.maxTries), 1, 100);
  const waitBetweenTries = within(numberOf(raw.waitBetweenTries), 0, 3_600_000);
  return {
    behaviour,
    node: fromN8nCanvas({
      type: behaviour.type,
      typeVersion: behaviour.typeVersion,
      position: positionOf(raw.position),
      parameters: behaviour.parameters,
      ...(names.length === 0 ? {} : { credentials: Object.fromEntries(names.map(([type, name]) => [type, { id: null, name }])) }),
      ...(raw.disabled === true ? { disabled: true } : {}),
      ...(typeof raw.notes === 'string' && raw.notes !== '' ? { notes: raw.notes.slice(0, 10_000) } : {}),
      ...(onError === undefined ? {} : { onError }),
      ...(raw.retryOnFail === true ? { retryOnFail: true } : {}),
      ...(maxTries === undefined ? {} : { maxTries: Math.round(maxTries) }),
      ...(waitBetweenTries === undefined ? {} : { waitBetweenTries }),
      ...(raw.alwaysOutputData === true ? { alwaysOutputData: true } : {}),
      ...(raw.executeOnce === true ? { executeOnce: true } : {}),
    }),
  };
}
