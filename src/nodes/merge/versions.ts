// Older shapes of the Merge node.
import type { JsonObject } from '~/lib/json';

const TARGET = 3.2;

const byKey = ({ propertyName1 = '', propertyName2 = '' }: JsonObject, keyJoin: string): JsonObject => ({ mode: 'combine', combineBy: 'combineByKey', propertyName1, propertyName2, keyJoin });

/** Version 1, mode by mode. */
function foldFirst(parameters: JsonObject): JsonObject {
  switch (parameters.mode ?? 'append') {
    case 'keepKeyMatches':
      return byKey(parameters, 'keep');
    case 'removeKeyMatches':
      return byKey(parameters, 'remove');
    case 'mergeByKey':
      return { ...byKey(parameters, 'merge'), overwrite: parameters.overwrite ?? 'always' };
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
