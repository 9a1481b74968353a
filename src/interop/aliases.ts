// Old n8n node types that live on in a newer one (engine.md, section 10).
import { type Json, type JsonObject, objectOf } from '~/lib/json';

export interface Folded {
  type: string;
  typeVersion: number;
  parameters: JsonObject;
}

type Fold = (parameters: JsonObject, typeVersion: number) => Folded | null;

const textOf = (value: Json | undefined, fallback = ''): string => (typeof value === 'string' ? value : fallback);
const numberOf = (value: Json | undefined, fallback: number): Json => (value === undefined || value === null || value === '' ? fallback : value);

const foldFunction: Fold = parameters => ({
  type: 'code',
  typeVersion: 2,
  parameters: { jsCode: textOf(parameters.functionCode, 'return items;') },
});

/** `item` is the json object there. The wrapper stays on the first line, so that line numbers in errors are right. */
const foldFunctionItem: Fold = parameters => ({
  type: 'code',
  typeVersion: 2,
  parameters: {
    mode: 'runOnceForEachItem',
    jsCode: `return (json => { if (json === undefined) throw new Error('No data got returned. Always an object has to be returned!'); return { json, binary: $input.item.binary }; })(await (async item => { ${textOf(parameters.functionCode, 'return item;')}\n})($json));`,
  },
});

function cronRule(row: JsonObject): JsonObject {
  const hour = { triggerAtHour: numberOf(row.hour, 14) };
  const minute = { triggerAtMinute: numberOf(row.minute, 0) };
  switch (row.mode ?? 'everyDay') {
    case 'everyMinute':
      return { field: 'minutes', minutesInterval: 1 };
    case 'everyHour':
      return { field: 'hours', hoursInterval: 1, ...minute };
    case 'everyWeek':
      return { field: 'weeks', triggerAtDay: [Number(numberOf(row.weekday, 1))], ...hour, ...minute };
    case 'everyMonth':
      return { field: 'months', triggerAtDayOfMonth: numberOf(row.dayOfMonth, 1), ...hour, ...minute };
    case 'everyX':
      return row.unit === 'minutes' ? { field: 'minutes', minutesInterval: numberOf(row.value, 2) } : { field: 'hours', hoursInterval: numberOf(row.value, 2) };
    case 'custom':
      return { field: 'cronExpression', expression: textOf(row.cronExpression, '* * * * * *') };
    default:
      return { field: 'days', ...hour, ...minute };
  }
}

const foldCron: Fold = parameters => {
  const rows = objectOf(parameters.triggerTimes).item;
  return { type: 'scheduleTrigger', typeVersion: 1.2, parameters: { rule: { interval: (Array.isArray(rows) ? rows : []).map(row => cronRule(objectOf(row))) } } };
};

const LARGER = { seconds: ['minutes', 60], minutes: ['hours', 60], hours: ['days', 24] } as const;

/** 120 seconds are 2 minutes: a schedule counts seconds and minutes below 60 only. */
const foldInterval: Fold = parameters => {
  let unit = textOf(parameters.unit, 'seconds');
  let every = Number(numberOf(parameters.interval, 1));
  while (unit === 'seconds' || unit === 'minutes' || unit === 'hours') {
    const [next, size] = LARGER[unit];
    if (every < size || every % size !== 0) break;
    every /= size;
    unit = next;
  }
  return { type: 'scheduleTrigger', typeVersion: 1.2, parameters: { rule: { interval: [{ field: unit, [`${unit}Interval`]: every }] } } };
};

/** Versions 1 and 2 hold lists of names as rows, 3 as comma text. */
function nameList(value: Json | undefined): Json | undefined {
  const rows = objectOf(value).fields;
  if (!Array.isArray(rows)) return value;
  return rows.map(row => textOf(objectOf(row).fieldName)).filter(name => name !== '').join(', ');
}

function withNameLists(parameters: JsonObject, keys: readonly string[]): JsonObject {
  const { operation: _operation, resource: _resource, ...rest } = parameters;
  for (const key of keys) {
    const list = nameList(rest[key]);
    if (list !== undefined) rest[key] = list;
  }
  return rest;
}

const foldItemLists: Fold = parameters => {
  const rest = withNameLists(parameters, ['fieldsToInclude', 'fieldsToExclude', 'fieldsToCompare', 'fieldsToSplitBy']);
  switch (parameters.operation ?? 'splitOutItems') {
    case 'splitOutItems':
      return { type: 'splitOut', typeVersion: 1, parameters: rest };
    case 'concatenateItems':
    case 'aggregateItems':
      return { type: 'aggregate', typeVersion: 1, parameters: rest };
    case 'limit':
      return { type: 'limit', typeVersion: 1, parameters: rest };
    case 'sort':
      return { type: 'sort', typeVersion: 1, parameters: rest };
    case 'removeDuplicates':
      return { type: 'removeDuplicates', typeVersion: 1.1, parameters: rest };
    case 'summarize':
      return { type: 'summarize', typeVersion: 1, parameters: rest };
    default:
      return null;
  }
};

/** The file is called `spreadsheet.xls` there, and CSV is one format among others. */
const foldSpreadsheet: Fold = parameters => {
  const { operation = 'fromFile', fileFormat, ...rest } = parameters;
  if (operation === 'fromFile') return { type: 'extractFromFile', typeVersion: 1, parameters: { ...rest, operation: fileFormat ?? 'autodetect' } };
  const format = textOf(fileFormat, 'xls');
  const options = objectOf(parameters.options);
  return { type: 'convertToFile', typeVersion: 1.1, parameters: { ...rest, operation: format, options: { ...options, fileName: options.fileName ?? `spreadsheet.${format}` } } };
};

const foldReadFile = (selector: string, fields: string): Fold => parameters => ({
  type: 'readWriteFile',
  typeVersion: 1,
  parameters: { operation: 'read', fileSelector: parameters[selector] ?? '', options: { dataPropertyName: parameters.dataPropertyName ?? 'data', fields } },
});

const ALIASES: Record<string, Fold> = {
  '@n8n/n8n-nodes-langchain.manualChatTrigger': () => ({ type: 'chatTrigger', typeVersion: 1.1, parameters: {} }),
  'n8n-nodes-base.function': foldFunction,
  'n8n-nodes-base.functionItem': foldFunctionItem,
  'n8n-nodes-base.cron': foldCron,
  'n8n-nodes-base.interval': foldInterval,
  'n8n-nodes-base.start': () => ({ type: 'manualTrigger', typeVersion: 1, parameters: {} }),
  'n8n-nodes-base.itemLists': foldItemLists,
  'n8n-nodes-base.htmlExtract': parameters => ({ type: 'html', typeVersion: 1, parameters: { ...parameters, operation: 'extractHtmlContent' } }),
  'n8n-nodes-base.spreadsheetFile': foldSpreadsheet,
  'n8n-nodes-base.readBinaryFile': foldReadFile('filePath', 'source'),
  'n8n-nodes-base.readBinaryFiles': foldReadFile('fileSelector', 'none'),
  'n8n-nodes-base.writeBinaryFile': parameters => ({ type: 'readWriteFile', typeVersion: 1, parameters: { ...parameters, operation: 'write' } }),
  'n8n-nodes-base.iCal': parameters => ({ type: 'convertToFile', typeVersion: 1.1, parameters: { ...parameters, operation: 'iCal' } }),
  // What was generated is code; instructions alone need the service of n8n.
  'n8n-nodes-base.aiTransform': ({ jsCode }) => (typeof jsCode === 'string' && jsCode.trim() !== '' ? { type: 'code', typeVersion: 2, parameters: { jsCode } } : null),
  'n8n-nodes-base.readPDF': parameters => ({ type: 'extractFromFile', typeVersion: 1, parameters: { operation: 'pdf', binaryPropertyName: parameters.binaryPropertyName ?? 'data', options: { keepSource: 'binary', ...(parameters.encrypted === true ? { password: parameters.password ?? '' } : {}) } } }),
};

/** The newer node an old one stands for, or null. The type is a key of the node registry, if Weft has that node. */
export function foldAlias(n8nType: string, parameters: JsonObject, typeVersion: number): Folded | null {
  const fold = Object.hasOwn(ALIASES, n8nType) ? ALIASES[n8nType] : undefined;
  return fold?.(parameters, typeVersion) ?? null;
}
