// Whatever is done to a file, reading it gives workflows that can be exported, or a list of problems; it never throws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputError, inputWords } from '~/lib/input-words';
import type { Json, JsonObject } from '~/lib/json';
import { workflowDefinition } from '~/lib/workflow-schema';
import { exportN8n } from './n8n-export';
import { readWorkflowFile } from './read-file';
import { isRefused } from './report';

const node = (name: string, type: string, typeVersion: number, parameters: JsonObject, more: JsonObject = {}): JsonObject => ({ id: name, name, type, typeVersion, position: [10, 20], parameters, ...more });
const FILE: JsonObject = {
  name: 'Base', active: true, id: 'w1', tags: ['a', { id: '1', name: 'b' }], meta: { instanceId: 'x', weft: { retry: { Set: { tries: 3, wait: 1, factor: 2, maxWait: 9 } }, variables: { a: 'b' } } }, settings: { executionOrder: 'v1', timezone: 'Europe/Oslo', errorWorkflow: 'w2', executionTimeout: 5 }, pinData: { Set: [{ json: { a: 1 } }] }, staticData: null,
  nodes: [
    node('Hook', 'n8n-nodes-base.webhook', 2, { path: 'x', httpMethod: 'POST' }, { webhookId: 'h' }),
    node('Set', 'n8n-nodes-base.set', 2, { values: { string: [{ name: 'a', value: '={{ $json.b }}' }] }, keepOnlySet: true }, { retryOnFail: true, maxTries: 3, onError: 'continueErrorOutput' }),
    node('Old', 'n8n-nodes-base.itemLists', 1, { operation: 'sort', sortFieldsUi: { sortField: [{ fieldName: 'a' }] } }),
    node('Loop', 'n8n-nodes-base.splitInBatches', 2, { batchSize: 3 }),
    node('If', 'n8n-nodes-base.if', 1, { conditions: { number: [{ value1: '={{ 1 }}', value2: 2 }] } }),
    node('Request', 'n8n-nodes-base.httpRequest', 1, { url: 'https://x', jsonParameters: true }, { credentials: { httpHeaderAuth: { id: '1', name: 'K' }, old: 'Name' } }),
    node('Slack', 'n8n-nodes-base.slack', 2.1, { text: 'x', channelId: { __rl: true, mode: 'id', value: 'c' } }),
    node('Agent', '@n8n/n8n-nodes-langchain.agent', 1.6, { text: '={{ $json.q }}' }),
    node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1, { model: 'm' }),
    node('Note', 'n8n-nodes-base.stickyNote', 1, { content: '# Hi' }),
  ],
  connections: { Hook: { main: [[{ node: 'Set', type: 'main', index: 0 }]] }, Set: { main: [[{ node: 'Loop', type: 'main', index: 0 }], null] }, Loop: { main: [[], [{ node: 'If', type: 'main', index: 0 }]] }, If: { main: [[{ node: 'Loop', type: 'main', index: 0 }], [{ node: 'Request', type: 'main', index: 0 }]] }, Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] } },
};

const ODD: Json[] = [null, true, 0, -1, 1e300, 1.5, '', ' ', 'x', 'two\nlines', 'Cafe\u0301', 'Caf\u00e9', 'Mars/Olympus', 'x'.repeat(20_000), '={{', '__proto__', 'constructor', [], {}, [[]], [null], { a: { b: [1] } }, 'x'.repeat(300), { __rl: true }, { node: 'Set' }, 'n8n-nodes-base.set'];
type Step = { seed: number; value: Json; kind: 'replace' | 'remove' | 'repeat' | 'rename' };
const step: fc.Arbitrary<Step> = fc.record({ seed: fc.nat(1_000_000), value: fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>), kind: fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'rename') });

/** Every place in a value that can be changed. */
function places(value: Json, found: { holder: Json[] | JsonObject; key: string | number }[] = []): typeof found {
  if (Array.isArray(value)) value.forEach((each, key) => { found.push({ holder: value, key }); places(each, found); });
  else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) {
    found.push({ holder: value, key });
    places(each, found);
  }
  return found;
}

function mutated(steps: readonly Step[]): Json {
  const file = structuredClone(FILE);
  for (const { seed, value: given, kind } of steps) {
    // A copy: a later step may change what an earlier one put in, and put it into itself.
    const value = structuredClone(given);
    const all = places(file);
    const place = all[seed % all.length];
    if (!place) return value;
    const { holder, key } = place;
    if (Array.isArray(holder)) {
      if (kind === 'remove') holder.splice(key as number, 1);
      else if (kind === 'repeat') holder.push(structuredClone(holder[key as number] as Json));
      else holder[key as number] = value;
    } else if (kind === 'remove') delete holder[key];
    else if (kind === 'rename') {
      Object.defineProperty(holder, String(typeof value === 'string' ? value : 'odd'), { value: holder[key], enumerable: true, writable: true, configurable: true });
      delete holder[key];
    } else holder[key] = value;
  }
  return file;
}

function check(text: string): boolean {
  const result = readWorkflowFile(text, 'some.json');
  if (isRefused(result)) {
    expect(result.problems.length).toBeGreaterThan(0);
    for (const problem of result.problems) expect(problem.message).not.toMatch(/undefined|\[object|Cannot read/);
    return false;
  }
  for (const workflow of result.workflows) {
    const names = workflow.definition.nodes.map(each => each.name);
    expect(new Set(names).size).toBe(names.length);
    expect(JSON.stringify(exportN8n(workflow).file)).toBeTypeOf('string');
    // What was read can be saved: no odd value of one node makes a whole file unusable.
    const { error } = workflowDefinition.safeParse(workflow.definition, { error: inputWords });
    expect(error ? inputError(error) : null).toBeNull();
  }
  return true;
}

describe('files that were changed by chance', () => {
  it('are the base when nothing was changed', () => expect(check(JSON.stringify(FILE))).toBe(true));

  it('in their values are read or refused', () => {
    let read = 0;
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), steps => { if (check(JSON.stringify(mutated(steps)))) read += 1; }), { numRuns: 1500 });
    expect(read).toBeGreaterThan(300);
    expect(({} as JsonObject).polluted).toBeUndefined();
  });

  it('in their text are read or refused', () => {
    const text = JSON.stringify(FILE, null, 1);
    fc.assert(fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 5 }), (at, cut, put) => { check(text.slice(0, at) + put + text.slice(at + cut)); }), { numRuns: 1000 });
    for (let at = 0; at < text.length; at += 97) check(text.slice(0, at));
  });
});
