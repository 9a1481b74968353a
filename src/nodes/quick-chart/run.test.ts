// QuickChart: the request and what becomes of the answer.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { outputsOf, testContext, testFiles } from '../testing';
import type { HttpRequest } from '../contract';
import { quickChart } from './definition';
import { runQuickChart } from './run';

async function run(parameters: JsonObject, status = 200, items: JsonObject[] = [{ v: 1 }, { v: 2 }]) {
  const sent: HttpRequest[] = [];
  const tools = {
    http: async (request: HttpRequest) => {
      sent.push(request);
      return { status, statusText: '', headers: { 'x-quickchart-error': 'bad chart' }, body: Buffer.from('PNG'), url: request.url };
    },
    files: testFiles().files,
  };
  const output = outputsOf(await runQuickChart(testContext(quickChart, { items, parameters: index => ({ ...parameters, data: parameters.data ?? [index, 5] }), tools })))[0];
  return { sent: sent[0]?.body, output };
}

describe('quickChart', () => {
  it('draws one chart of all items', async () => {
    const { sent, output } = await run({ chartType: 'bar', labelsUi: { labelsValues: [{ label: 'a' }, { label: 'b' }] }, chartOptions: { horizontal: true, format: 'svg', width: 10 }, datasetOptions: { label: 'L', fill: false } });
    const chart = { type: 'horizontalBar', data: { labels: ['a', 'b'], datasets: [{ label: 'L', data: [0, 5], type: 'horizontalBar', fill: false }, { label: 'L', data: [1, 5], type: 'horizontalBar', fill: false }] } };
    expect(sent).toEqual({ kind: 'json', value: { chart, width: 10, format: 'svg' } });
    expect(output).toEqual([{ json: { chart }, binary: { data: { id: 'f1', fileExtension: 'svg', fileSize: 3, mimeType: 'image/svg+xml', fileName: 'chart.svg' } }, pairedItem: { item: 0 } }]);
  });
  it('takes lists as JSON text', async () => expect((await run({ chartType: 'polar', labelsMode: 'array', labelsArray: '["x"]', data: '[1]' })).sent).toMatchObject({ value: { chart: { type: 'polarArea', data: { labels: ['x'], datasets: [{ data: [1] }, { data: [1] }] } } } }));
  it.each<[JsonObject, number, string]>([
    [{ data: '{' }, 200, 'The data are not valid JSON'],
    [{ data: '{}' }, 200, 'The data are not a list'],
    [{}, 400, 'QuickChart answered with status 400'],
  ])('refuses %j', async (parameters, status, message) => expect(run(parameters, status)).rejects.toThrow(message));
});
