// What can be added: every node type Weft runs, found by name, alias and description.
import type { NodeDefinition, NodeGroup } from '~/nodes/contract';
import { allDefinitions, isNodeType } from '~/nodes/definitions';
import type { PortKey } from '~/lib/workflow';
import { parsePort } from '~/lib/workflow';
import { bestRank } from '~/ui/palette/rank';
import { portsOf } from '../node-card/ports';
import { NOTE_TYPE } from '../canvas/flow-elements';

export const GROUP_WORDS: Record<NodeGroup, string> = {
  trigger: 'Triggers', flow: 'Flow', data: 'Data', http: 'HTTP and APIs', code: 'Code', app: 'Apps', files: 'Files', ai: 'AI',
};

const ORDER: readonly NodeGroup[] = ['trigger', 'data', 'flow', 'http', 'app', 'code', 'files', 'ai'];

const ALL: readonly NodeDefinition[] = allDefinitions().filter(definition => definition.type !== NOTE_TYPE);

/** A node as a tool is offered at the port of an agent only: elsewhere it would stand beside the node it is made of. */
const isVariant = ({ type }: NodeDefinition): boolean => !isNodeType(type);

export interface Wanted {
  /** The end of a wire the new step must take. */
  port?: { key: PortKey; kind: 'source' | 'target' };
  /** The workflow has no trigger yet: they come first. */
  triggersFirst?: boolean;
  recent?: readonly string[];
}

/** Can the node take the other end of that wire? Judged by the ports a new one has. */
function fits(definition: NodeDefinition, port: NonNullable<Wanted['port']>): boolean {
  const type = parsePort(port.key).type;
  const { inputs, outputs } = portsOf({ id: '', type: definition.type, typeVersion: definition.versions.at(-1) ?? 1, parameters: definition.presets?.[type] ?? {} }, []);
  return (port.kind === 'source' ? inputs : outputs).some(each => each.type === type);
}

export interface Shelf {
  title: string;
  entries: readonly NodeDefinition[];
}

/** Shelves in the order they are shown; with a query one shelf, best first. */
export function shelves(query: string, { port, triggersFirst, recent = [] }: Wanted): Shelf[] {
  const usable = ALL.filter(definition => (port ? fits(definition, port) : !isVariant(definition)));
  if (query.trim() !== '') {
    const ranked = usable.map(definition => ({
      definition,
      score: bestRank([{ text: definition.label, weight: 1 }, ...(definition.aliases ?? []).map(text => ({ text, weight: 0.85 })), { text: definition.type, weight: 0.8 }, { text: GROUP_WORDS[definition.group], weight: 0.5 }, { text: definition.description, weight: 0.4 }], query),
    }));
    const entries = ranked.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).map(({ definition }) => definition);
    return entries.length > 0 ? [{ title: 'Results', entries }] : [];
  }
  const order = triggersFirst ? ORDER : [...ORDER.filter(group => group !== 'trigger'), 'trigger' as const];
  const byGroup = order.map(group => ({ title: GROUP_WORDS[group], entries: usable.filter(definition => definition.group === group) }));
  const used = recent.flatMap(type => usable.find(definition => definition.type === type) ?? []).slice(0, 4);
  return [...(used.length > 0 && !triggersFirst ? [{ title: 'Recent', entries: used }] : []), ...byGroup].filter(shelf => shelf.entries.length > 0);
}
