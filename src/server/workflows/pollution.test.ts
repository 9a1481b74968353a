// B5: names and keys of people never reach a prototype, on any way in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { chain, manual, node } from '~/server/testing/workflows';

const PROTOTYPES = [Object, Array, String, Number, Boolean, Function, Date, RegExp, Map, Set, Promise, Error].map(type => type.prototype as object);
const snapshot = () => PROTOTYPES.map(prototype => Object.getOwnPropertyNames(prototype).sort().join());
const NAMES = ['__proto__', 'constructor', 'prototype', 'a.__proto__.b', '__proto__.polluted', 'constructor.prototype.polluted', 'toString.call'];

let server: TestServer;
let before: string[];
beforeAll(async () => {
  server = await startTestServer();
  before = snapshot();
});
afterAll(() => server.stop());

const clean = () => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(snapshot()).toEqual(before);
};

describe('prototype pollution', () => {
  it('by field paths of steps', async () => {
    const api = server.as(server.owner);
    for (const name of NAMES) {
      const fields = { assignments: { assignments: [{ id: '1', name, type: 'string', value: 'polluted' }] } };
      const definition = chain(manual(), node('Set', 'set', 3.4, fields, { onError: 'continueRegularOutput' }), node('Split', 'splitOut', 1, { fieldToSplitOut: name, options: { destinationFieldName: name } }, { onError: 'continueRegularOutput', alwaysOutputData: true }), node('Aggregate', 'aggregate', 1, { fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: name, renameField: true, outputFieldName: name }] } }, { onError: 'continueRegularOutput' }), node('Sort', 'sort', 1, { sortFieldsUi: { sortField: [{ fieldName: name, order: 'ascending' }] } }, { onError: 'continueRegularOutput' }));
      const { id } = await api.workflows.create({ name: 'Polluter', definition });
      const { executionId } = await api.workflows.run({ id, items: [{ [name]: { polluted: 1 } }, JSON.parse(`{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}`)] });
      await expect.poll(async () => (await api.executions.get({ id: executionId })).status, { timeout: 10_000 }).toMatch(/success|failed/);
      clean();
    }
  });

  it('by names of nodes, pinned data and imported files', async () => {
    const api = server.as(server.owner);
    for (const name of NAMES.slice(0, 3)) {
      await expect(api.workflows.create({ definition: chain({ ...manual(), name }) })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      const file = `{"nodes": [{"name": "${name}", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {"${name}": {"polluted": 1}}}], "connections": {"${name}": {"main": [[]]}}, "pinData": {"${name}": [{"polluted": 1}]}, "${name}": {"polluted": 1}}`;
      await api.workflows.import({ text: file }).catch(() => undefined);
      clean();
    }
  });
});
