// The names an expression may start with, for completion in the editor. Methods by kind of value: `methodNames` in methods.ts.
import { GLOBALS } from './globals';
import { ROOTS } from './roots';
import { ROOT_CALLS } from './roots-calls';

/** Legacy names that still work and are not offered. */
const OLD = new Set(['$data', '$position', '$thisItem', '$thisItemIndex', '$thisRunIndex', '$executionId', '$resumeWebhookUrl', '$node', '$items', '$item', '$jmesPath', '$fromai', '$fromAi', '$self', '$secrets', 'escape', 'unescape', 'undefined']);

/** Values (`$json`), functions (`$if`, `parseInt`) and globals (`Math`), in the order of their tables. */
export const rootNames = (): { values: string[]; functions: string[]; globals: string[] } => ({
  values: [...ROOTS.keys()].filter(name => !OLD.has(name)),
  functions: [...ROOT_CALLS.keys()].filter(name => !OLD.has(name)),
  globals: [...GLOBALS.keys()].filter(name => !OLD.has(name)),
});
