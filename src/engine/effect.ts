// What running a node again would do, with the parameters it has.
import type { JsonObject } from '~/lib/json';
import type { Effect, NodeDefinition } from '~/nodes/contract';

/** An effect that cannot be told is taken for the one that asks a person after a crash. */
export function effectOf(definition: NodeDefinition | undefined, raw: JsonObject): Effect {
  if (typeof definition?.effect !== 'function') return definition?.effect ?? 'pure';
  try {
    return definition.effect(raw);
  } catch {
    return 'write';
  }
}
