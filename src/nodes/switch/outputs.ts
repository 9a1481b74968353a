// The output ports of a Switch, from its raw parameters. Browser-safe.
import type { Json, JsonObject } from '~/lib/json';
import { isPlainObject } from '~/lib/json';
import type { Port } from '../contract';

const objectOf = (value: Json | undefined): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {});
const MAX_OUTPUTS = 100;

/** Rules mode: one output per rule, named where the rule names it, plus the extra one; expression mode: `numberOutputs`. */
export function switchOutputs(parameters: JsonObject, _typeVersion: number): Port[] {
  if (parameters.mode === 'expression') {
    const wanted = Number(parameters.numberOutputs ?? 4);
    const length = Number.isFinite(wanted) ? Math.min(MAX_OUTPUTS, Math.max(1, Math.floor(wanted))) : 4;
    return Array.from({ length }, (_, index) => ({ label: String(index) }));
  }
  const fixed = Number(parameters.fixedOutputs ?? 0);
  const rules = objectOf(parameters.rules).values;
  const list = Array.isArray(rules) ? rules.map(objectOf) : [];
  const ports: Port[] =
    fixed > 0
      ? Array.from({ length: Math.min(MAX_OUTPUTS, fixed) }, (_, index) => ({ label: nameOf(list.find(rule => Number(rule.output ?? 0) === index)) || String(index) }))
      : list.map((rule, index) => ({ label: nameOf(rule) || String(index) }));
  const options = objectOf(parameters.options);
  if (options.fallbackOutput === 'extra') {
    const name = options.renameFallbackOutput;
    ports.push({ label: typeof name === 'string' && name !== '' ? name : 'Fallback' });
  }
  return ports;
}

const nameOf = (rule: JsonObject | undefined): string =>
  rule?.renameOutput === true && typeof rule.outputKey === 'string' ? rule.outputKey : '';
