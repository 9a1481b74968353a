// Sub-workflow trigger: declared fields only, unless it accepts everything.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { executeWorkflowTrigger } from './definition';
import { runExecuteWorkflowTrigger } from './run';
import { foldExecuteWorkflowTrigger } from './versions';

const run = async (parameters: JsonObject, items: JsonObject[] = [{ a: 1, b: 2 }]) => jsonOf(outputsOf(await runExecuteWorkflowTrigger(testContext(executeWorkflowTrigger, { items, parameters })))[0]);

describe('sub-workflow trigger', () => {
  it('drops what is not declared and fills what is missing', async () => expect(await run({ workflowInputs: { values: [{ name: 'a' }, { name: 'c', type: 'number' }] } })).toEqual([{ a: 1, c: null }]));
  it('takes its fields from an example', async () => {
    expect(await run({ inputSource: 'jsonExample', jsonExample: '{"b":0}' })).toEqual([{ b: 2 }]);
    await expect(run({ inputSource: 'jsonExample', jsonExample: '{' })).rejects.toThrow('not valid JSON');
  });
  it('accepts everything', async () => {
    expect(await run({ inputSource: 'passthrough' })).toEqual([{ a: 1, b: 2 }]);
    expect(foldExecuteWorkflowTrigger({}, 1)).toEqual({ parameters: { inputSource: 'passthrough' }, typeVersion: 1.1 });
  });
  it('gives one item in a manual run', async () => expect(await run({ workflowInputs: { values: [{ name: 'a' }] } }, [])).toEqual([{ a: null }]));
});
