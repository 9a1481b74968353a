// Every sample workflow imports, and goes out again as it came in. The samples are not part of the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, jsonEqual } from '~/lib/json';
import { parsePort } from '~/lib/workflow';
import { findDefinition } from '~/nodes/definitions';
import { exportN8n } from './n8n-export';
import { readWorkflowFile } from './read-file';
import { exportWeft } from './weft-format';

const folder = join(process.cwd(), '../shared/corpus/n8n-workflows');
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : [];

const original = (text: string): JsonObject => {
  const value = JSON.parse(text) as Json;
  return (Array.isArray(value) ? value[0] : value) as JsonObject;
};

describe('sample workflows', () => {
  it('are all there, or none where the samples are not at hand', () => expect([0, 150]).toContain(files.length));

  it.each(files)('%s', name => {
    const text = readFileSync(join(folder, name), 'utf8');
    const result = readWorkflowFile(text, name);
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    const [workflow] = result.workflows;
    if (workflow === undefined) throw new Error('no workflow');
    const before = original(text);
    const renamed = workflow.definition.nodes.filter(node => node.imported?.name !== node.name);
    const { file } = exportN8n(workflow);
    for (const node of renamed) {
      const index = workflow.definition.nodes.indexOf(node);
      ((before.nodes as JsonObject[])[index] as JsonObject).name = node.name;
    }
    expect(jsonEqual(file, before), JSON.stringify(workflow.report.warnings)).toBe(true);
    for (const edge of workflow.definition.edges) {
      const source = workflow.definition.nodes.find(node => node.id === edge.source);
      const definition = findDefinition(source?.type ?? '');
      if (source === undefined || definition === undefined || source.onError === 'continueErrorOutput') continue;
      const { type, index } = parsePort(edge.sourcePort);
      const ports = typeof definition.outputs === 'function' ? definition.outputs(source.parameters, source.typeVersion) : definition.outputs;
      if (type === 'main') expect(index, `${source.name} (${source.type}) has ${ports.length} outputs`).toBeLessThan(Math.max(1, ports.length));
    }
    const again = readWorkflowFile(JSON.stringify(exportWeft(workflow)));
    if ('problems' in again) throw new Error(JSON.stringify(again.problems));
    expect(again.workflows[0]?.definition.edges).toEqual(workflow.definition.edges);
  });

  it('run here to 83 of 100 nodes', () => {
    const verdicts = files.flatMap(name => {
      const result = readWorkflowFile(readFileSync(join(folder, name), 'utf8'), name);
      return 'problems' in result ? [] : result.workflows.flatMap(workflow => workflow.report.nodes.map(node => node.verdict));
    });
    const run = verdicts.filter(verdict => verdict === 'native' || verdict === 'folded').length;
    // Where the samples are not at hand there is nothing to count.
    expect(verdicts.length === 0 || run / verdicts.length >= 0.83, `${run} of ${verdicts.length}`).toBe(true);
  });
});
