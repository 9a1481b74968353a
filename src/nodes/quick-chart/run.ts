// QuickChart: all items make one chart, each of them a data set; one request draws it.
import type { Json, JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import type { ParametersOf } from '../fields';
import { withFile } from '../files/item-file';
import type { quickChart } from './definition';

type Parameters = ParametersOf<typeof quickChart.parameters>;

const MIME_TYPES: Record<string, string> = { png: 'image/png', pdf: 'application/pdf', svg: 'image/svg+xml', webp: 'image/webp' };
const TYPES: Record<string, string> = { polar: 'polarArea' };

function listOf(value: Json, name: string, itemIndex: number): Json[] {
  let read = value;
  if (typeof value === 'string') {
    try {
      read = value.trim() === '' ? [] : (JSON.parse(value) as Json);
    } catch {
      throw new NodeError(`${name} are not valid JSON`, { itemIndex });
    }
  }
  if (!Array.isArray(read)) throw new NodeError(`${name} are not a list`, { itemIndex });
  return read;
}

function dataset({ data, datasetOptions }: Parameters, index: number): JsonObject {
  const { backgroundColor, borderColor, fill, label, pointStyle } = datasetOptions;
  return {
    label: label ?? '',
    data: listOf(data, 'The data', index),
    ...(backgroundColor ? { backgroundColor } : {}), ...(borderColor ? { borderColor } : {}), ...(fill === undefined ? {} : { fill }), ...(pointStyle ? { pointStyle } : {}),
  };
}

export const runQuickChart: RunNode<typeof quickChart> = async context => {
  const { items, tools } = context;
  const first = context.parameters.at(0);
  const labels = first.labelsMode === 'array' ? listOf(first.labelsArray, 'The labels', 0) : (first.labelsUi.labelsValues ?? []).map(({ label }) => label);
  const datasets = items.map((_, index) => dataset(context.parameters.at(index), index));
  const { backgroundColor, devicePixelRatio = 2, format = 'png', height = 300, horizontal, width = 500 } = first.chartOptions;
  const type = first.chartType === 'bar' && horizontal === true ? 'horizontalBar' : (TYPES[first.chartType] ?? first.chartType);
  const chart: JsonObject = { type, data: { labels, datasets } };
  const answer = await tools.http({ method: 'POST', url: 'https://quickchart.io/chart', body: { kind: 'json', value: { chart, width: Number(width), height: Number(height), devicePixelRatio: Number(devicePixelRatio), format, ...(backgroundColor ? { backgroundColor } : {}) } } });
  if (answer.status >= 400) throw new NodeError(`QuickChart answered with status ${answer.status}`, { retryable: answer.status >= 500 || answer.status === 429, description: String(answer.headers['x-quickchart-error'] ?? '').slice(0, 500) || undefined });
  const file = await tools.files.write(answer.body, { fileName: `chart.${format}`, mimeType: MIME_TYPES[format] ?? 'application/octet-stream' });
  return [[{ json: { chart }, binary: withFile(undefined, first.output || 'data', file), pairedItem: items.map((_, index) => ({ item: index })) }]];
};
