// Random workflows of the tiny nodes, for properties that hold for every workflow.
import fc from 'fast-check';
import type { JsonObject } from '~/lib/json';
import { workflow } from './tiny-nodes';

const TYPES = ['put', 'put', 'keep', 'branch', 'join', 'collect', 'fragile', 'write', 'pause', 'emit'] as const;

const nodeArbitrary = fc.record({ type: fc.constantFrom(...TYPES), y: fc.integer({ min: 0, max: 3 }), pick: fc.nat(20), output: fc.nat(1), input: fc.nat(1), onError: fc.constantFrom(undefined, 'continueRegularOutput', 'continueErrorOutput'), always: fc.boolean(), more: fc.nat(20) });

/** A random workflow: each node hangs behind an earlier one, some join two, and a loop may stand in front. */
export const workflowArbitrary = fc.record({ nodes: fc.array(nodeArbitrary, { minLength: 1, maxLength: 9 }), loop: fc.boolean(), order: fc.constantFrom('v0' as const, 'v1' as const), items: fc.array(fc.record({ n: fc.integer({ min: 0, max: 5 }), fail: fc.boolean() }), { minLength: 1, maxLength: 4 }) }).map(({ nodes, loop, order, items }) => {
  const specs: Parameters<typeof workflow>[0] = { S: { type: 'start' } };
  const edges: string[] = [];
  const names = ['S'];
  if (loop) {
    Object.assign(specs, { L: { type: 'loop', parameters: { size: 2 } }, Body: { type: 'put', parameters: { name: 'run', value: '={{ $runIndex }}' } } });
    edges.push('S>L', 'L:1>Body', 'Body>L');
    names.splice(0, 1, 'L', 'Body');
  }
  nodes.forEach(({ type, y, pick, output, input, onError, always, more }, index) => {
    const name = `N${index}`;
    const from = names[pick % names.length] as string;
    const parameters = {
      put: { name: `f${index}`, value: "={{ $json.n + $itemIndex + $('S').first().json.n }}" }, keep: { test: '={{ $json.n > 1 }}' }, branch: { test: '={{ $json.n % 2 === 0 }}' },
      join: {}, collect: {}, fragile: {}, write: { options: { idempotencyKey: true } }, pause: { ms: 1000 }, emit: { list: [{ n: 1 }, { n: 2 }] },
    }[type] as JsonObject;
    specs[name] = { type, parameters, position: { x: index, y }, onError: onError as never, alwaysOutputData: always };
    const out = from === 'L' ? 0 : output;
    edges.push(`${from}:${out}>${type === 'join' ? `${input}:` : ''}${name}`);
    if (type === 'join') edges.push(`${names[more % names.length]}>${1 - input}:${name}`);
    names.push(name);
  });
  return { definition: workflow(specs, edges, { executionOrder: order }), items };
});
