// QuickChart: all items make one chart, each of them a data set; one request draws it. It is posted: n8n puts the chart into the URL,
// where a large one does not fit.
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

function dataset({ data, datasetOptions }: Parameters, type: string, index: number): JsonObject {
  const { backgroundColor, borderColor, fill, label, pointStyle } = datasetOptions;
  return {
    label: label || 'Chart',
    data: listOf(data, 'The data', index),
    ...(backgroundColor ? { backgroundColor } : {}), ...(borderColor ? { borderColor } : {}), type, ...(fill === undefined ? {} : { fill }), ...(pointStyle ? { pointStyle } : {}),
  };
}

/** What is not set is left to QuickChart. */
function sizes({ chartOptions: { backgroundColor, devicePixelRatio, format, height, width } }: Parameters): JsonObject {
  const given = { backgroundColor: backgroundColor || undefined, devicePixelRatio, format, height, width };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as JsonObject;
}

export const runQuickChart: RunNode<typeof quickChart> = async context => {
  const { items, tools } = context;
  const first = context.parameters.at(0);
  const labels = first.labelsMode === 'array' ? listOf(first.labelsArray, 'The labels', 0) : (first.labelsUi.labelsValues ?? []).map(({ label }) => label);
  const { format = 'png', horizontal } = first.chartOptions;
  const type = first.chartType === 'bar' && horizontal === true ? 'horizontalBar' : (TYPES[first.chartType] ?? first.chartType);
  const datasets = items.map((_, index) => dataset(context.parameters.at(index), type, index));
  const chart: JsonObject = { type, data: { labels, datasets } };
  const answer = await tools.http({ method: 'POST', url: 'https://quickchart.io/chart', body: { kind: 'json', value: { chart, ...sizes(first) } } });
  if (answer.status >= 400) throw new NodeError(`QuickChart answered with status ${answer.status}`, { retryable: answer.status >= 500 || answer.status === 429, description: String(answer.headers['x-quickchart-error'] ?? '').slice(0, 500) || undefined });
  const file = await tools.files.write(answer.body, { fileName: `chart.${format}`, mimeType: String(answer.headers['content-type'] ?? '').split(';')[0]?.trim() || (MIME_TYPES[format] ?? 'application/octet-stream') });
  return [[{ json: { chart }, binary: withFile(undefined, first.output || 'data', file), pairedItem: { item: 0 } }]];
};
