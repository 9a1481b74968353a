// The envelope in which the sandbox hands over what a person's code returned (written by server/sandbox/guest).
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { LogLevel } from '../contract';

export interface CodeOutput {
  /** What the code returned; in each-item mode a list with one entry per item. */
  output: Json;
  /** False where the code returned nothing (undefined) rather than null. */
  returned: boolean;
  /** Workflow static data as the code left it, when it asked for it. */
  staticData?: { global?: JsonObject; node?: JsonObject };
}

export function codeOutput(answer: { result: Json; logs: { level: LogLevel; text: string }[] }): CodeOutput {
  if (!isPlainObject(answer.result) || !('output' in answer.result)) throw new Error('the sandbox gave no answer');
  const { output, returned, staticData } = answer.result as JsonObject;
  return { output: output ?? null, returned: returned !== false, ...(isPlainObject(staticData) ? { staticData: staticData as CodeOutput['staticData'] } : {}) };
}
