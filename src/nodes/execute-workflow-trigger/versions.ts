// Older shapes of the sub-workflow trigger.
import type { JsonObject } from '~/lib/json';

/** Version 1 declares nothing and takes everything. */
export function foldExecuteWorkflowTrigger(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  return typeVersion >= 1.1 ? { parameters, typeVersion } : { parameters: { inputSource: 'passthrough' }, typeVersion: 1.1 };
}
