// Older shapes of the Merge node.
import type { JsonObject } from '~/lib/json';

const TARGET = 3.2;

const matchOn = (parameters: JsonObject): JsonObject => ({
  mode: 'combine',
  combineBy: 'combineByFields',
  advanced: true,
  mergeByFields: { values: [{ field1: parameters.propertyName1 ?? '', field2: parameters.propertyName2 ?? '' }] },
  options: { fuzzyCompare: true },
});

/** Version 1, mode by mode. */
function foldFirst(parameters: JsonObject): JsonObject {
  switch (parameters.mode ?? 'append') {
    case 'keepKeyMatches':
      return { ...matchOn(parameters), joinMode: 'keepMatches', outputDataFrom: 'input1' };
    case 'removeKeyMatches':
      return { ...matchOn(parameters), joinMode: 'keepNonMatches', outputDataFrom: 'input1' };
    case 'mergeByKey': {
      const overwrite = parameters.overwrite ?? 'always';
      const values: JsonObject = overwrite === 'always' ? {} : { resolveClash: 'preferInput1', ...(overwrite === 'blank' ? { overrideEmpty: true } : {}) };
      return {
        ...matchOn(parameters),
        joinMode: 'enrichInput1',
        options: { fuzzyCompare: true, multipleMatches: 'last', clashHandling: { values: { ...values, mergeMode: 'shallowMerge' } } },
      };
    }
    case 'mergeByIndex': {
      const join = parameters.join ?? 'left';
      const unpaired: JsonObject = join === 'inner' ? {} : { includeUnpaired: true, ...(join === 'left' ? { unpairedFrom: 'input1' } : {}) };
      return { mode: 'combine', combineBy: 'combineByPosition', options: { ...unpaired, clashHandling: { values: { mergeMode: 'shallowMerge' } } } };
    }
    case 'multiplex':
      return { mode: 'combine', combineBy: 'combineAll', options: { clashHandling: { values: { mergeMode: 'shallowMerge' } } } };
    case 'passThrough':
      return { mode: 'chooseBranch', useDataOfInput: parameters.output === 'input2' ? 2 : 1 };
    case 'wait':
      return { mode: 'chooseBranch', output: 'empty' };
    default:
      return { mode: 'append' };
  }
}

const COMBINE_BY: Record<string, string> = { mergeByFields: 'combineByFields', mergeByPosition: 'combineByPosition', multiplex: 'combineAll' };

/** Versions 2 and 2.1: `combinationMode`, and branches named by input. */
function foldSecond(parameters: JsonObject): JsonObject {
  const { combinationMode = 'mergeByFields', output, chooseBranchMode: _only, ...rest } = parameters;
  if (rest.mode === 'chooseBranch') {
    return output === 'empty' ? { ...rest, output } : { ...rest, useDataOfInput: output === 'input2' ? 2 : 1 };
  }
  if (rest.mode !== 'combine') return rest;
  return { ...rest, combineBy: COMBINE_BY[String(combinationMode)] ?? 'combineByFields', ...(combinationMode === 'mergeByFields' ? { advanced: true } : {}) };
}

export function foldMerge(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 3) return { parameters, typeVersion };
  return { parameters: typeVersion >= 2 ? foldSecond(parameters) : foldFirst(parameters), typeVersion: TARGET };
}
