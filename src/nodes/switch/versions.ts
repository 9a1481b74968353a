// Older shapes of the Switch node: one value compared by rules that name their output.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { foldCondition, foldedConditions } from '../conditions/versions';

const TARGET = 3.2;
const rowsOf = (value: Json | undefined): JsonObject[] => {
  const list = isPlainObject(value) ? (value as JsonObject).rules : undefined;
  return Array.isArray(list) ? list.filter(row => isPlainObject(row)).map(row => row as JsonObject) : [];
};

/** Version 1 has four outputs picked by number, version 2 one for each distinct name. */
export function foldSwitch(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 3) return { parameters, typeVersion };
  if (parameters.mode === 'expression') {
    const numberOutputs = typeVersion >= 2 ? (parameters.outputsAmount ?? 4) : 4;
    return { parameters: { mode: 'expression', numberOutputs, output: parameters.output ?? 0 }, typeVersion: TARGET };
  }
  const rows = rowsOf(parameters.rules);
  const names = typeVersion >= 2 ? [...new Set(rows.map((row, index) => String(row.outputKey ?? index)))] : [];
  const type = (['string', 'number', 'boolean', 'dateTime'] as const).find(known => known === parameters.dataType) ?? 'number';
  const values = rows.map((row, index): JsonObject => {
    const condition = foldCondition(type, { ...row, value1: parameters.value1 ?? '' }, index);
    const key = typeVersion >= 2 ? String(row.outputKey ?? index) : '';
    return {
      conditions: foldedConditions([condition], 'and'),
      output: typeVersion >= 2 ? names.indexOf(key) : Number(row.output ?? 0),
      ...(key === '' ? {} : { renameOutput: true, outputKey: key }),
    };
  });
  const fallback = parameters.fallbackOutput ?? -1;
  return {
    parameters: {
      rules: { values },
      fixedOutputs: typeVersion >= 2 ? Math.max(1, names.length) : 4,
      ...(fallback === -1 || fallback === 'none' ? {} : { options: { fallbackOutput: fallback } }),
    },
    typeVersion: TARGET,
  };
}
