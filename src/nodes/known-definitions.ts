// The definitions a browser knows so far. All of them are a sixth of the editor's code, and few workflows use more than the common ones
// of them at first sight, so they load apart: at once when the workflow needs them, soon after otherwise.
import { commonDefinitions } from './common-definitions';
import type { NodeDefinition } from './contract';

let all: typeof import('./definitions') | undefined;
let loading: Promise<void> | undefined;

export function findDefinition(type: string): NodeDefinition | undefined {
  return all ? all.findDefinition(type) : commonDefinitions.get(type);
}

/** False while a type of these may be one that has not been loaded. */
export const areKnown = (types: readonly string[]): boolean => all !== undefined || types.every(type => commonDefinitions.has(type));

/** Must have ended before a type that is not a common one is added. */
export function loadDefinitions(): Promise<void> {
  loading ??= import('./definitions').then(
    module => { all = module; },
    (error: unknown) => {
      loading = undefined; // The next one tries again: a network may come back.
      throw error;
    },
  );
  return loading;
}
