// Lineage is total: every item says where it comes from, or the walk back says who did not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpressionError } from './expression/errors';
import { compileGraph } from './graph';
import { parentsOf } from './items';
import { findPaired } from './lineage';
import { RunData } from './run-data';
import { workflowArbitrary } from './testing/random-workflows';
import { definitions, tryRun } from './testing/tiny-nodes';

describe('lineage in any workflow', () => {
  it('names parents that are there, and leads to items of the node asked for or says why not', async () => {
    let walked = 0;
    let found = 0;
    await fc.assert(fc.asyncProperty(workflowArbitrary, async ({ definition, items }) => {
      const { host } = await tryRun(definition, { items });
      const data = new RunData(compileGraph(definition, type => definitions.get(type)));
      const steps = host.steps();
      for (const step of steps) data.add(step);
      const names = [...new Set(steps.map(step => step.node))];
      for (const step of steps) {
        const inputs = step.sources.map(source => data.items(source));
        for (const [output, list] of (step.outputs ?? []).entries()) {
          for (const [index, item] of list.entries()) {
            for (const { item: parent, input = 0, run } of parentsOf(item)) {
              const from = run === undefined ? inputs[input] : data.items(data.step(step.node, run)?.sources[input]);
              // A branch that the old order started by itself has one empty item that no step gave.
              if (step.sources[input] !== null) expect(from?.[parent], `${step.node} ${step.runIndex} ${output} ${index}`).toBeDefined();
            }
            for (const target of names) {
              walked += 1;
              try {
                const paired = findPaired(data, target, [{ node: step.node, output, runIndex: step.runIndex }], index);
                expect(data.runs(target).some(run => run.outputs?.some(given => given.some(each => each === paired)))).toBe(true);
                found += 1;
              } catch (error) {
                expect(error).toBeInstanceOf(ExpressionError);
                expect((error as ExpressionError).message).toMatch(/^No path leads|^Multiple matches|^Paired item data/);
              }
            }
          }
        }
      }
    }), { numRuns: 300 });
    expect(found).toBeGreaterThan(walked / 10);
  });
});
