// The `$` roots as values (engine.md 6.2). Each is read from the scope at the moment it is used.
import { DateTime } from 'luxon';
import { isPlainObject } from '~/lib/json';
import { ExpressionError } from './errors';
import { InputView, LegacyNodes, RecordView } from './roots-views';
import type { Frame } from './values';

type Root = (frame: Frame) => unknown;

const now: Root = frame => DateTime.fromMillis(frame.scope.now(), { zone: frame.scope.timezone });

const outside = (name: string): Root => frame => {
  const extra = frame.scope.extra;
  if (extra && Object.hasOwn(extra, name)) return extra[name];
  return undefined;
};

const secrets: Root = () => {
  throw new ExpressionError('forbidden', '"$secrets" can be used in credentials only');
};

const execution: Root = frame =>
  new RecordView('$execution', {
    id: () => frame.scope.execution.id,
    mode: () => (frame.scope.execution.mode === 'manual' ? 'test' : frame.scope.execution.mode === 'evaluation' ? 'evaluation' : 'production'),
    resumeUrl: () => frame.scope.execution.resumeUrl,
    resumeFormUrl: () => frame.scope.execution.resumeUrl?.replace('/webhook-waiting/', '/form-waiting/'),
    customData: () => customData(frame),
  });

function customData(frame: Frame): RecordView {
  const data = frame.scope.customData ?? new Map<string, string>();
  const set = (key: unknown, value: unknown): void => {
    if (typeof key !== 'string' || key === '' || key.length > 50) throw new ExpressionError('type', 'A custom data key is a text of at most 50 characters');
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new ExpressionError('type', 'A custom data value is a text');
    if (data.has(key) || data.size < 10) data.set(key, String(value).slice(0, 255));
  };
  return new RecordView('$execution.customData', {}, {
    get: args => data.get(String(args[0])),
    getAll: () => Object.fromEntries(data),
    set: args => set(args[0], args[1]),
    setAll: args => {
      if (!isPlainObject(args[0])) throw new ExpressionError('type', '$execution.customData.setAll() needs an object');
      for (const key of Object.keys(args[0])) set(key, args[0][key]);
    },
  });
}

const workflow: Root = frame => {
  const { id, name, active } = frame.scope.workflow;
  return { id, name, active };
};

const previous: Root = frame => {
  const source = frame.scope.previous;
  return source ? { name: source.name, outputIndex: source.outputIndex, runIndex: source.runIndex } : {};
};

const json: Root = frame => frame.scope.json;

export const ROOTS: ReadonlyMap<string, Root> = new Map<string, Root>([
  ['$json', json],
  ['$data', json],
  ['$binary', frame => frame.scope.item?.binary ?? {}],
  ['$input', frame => new InputView(frame.scope)],
  ['$node', frame => new LegacyNodes(frame.scope)],
  ['$itemIndex', frame => frame.scope.itemIndex],
  ['$runIndex', frame => frame.scope.runIndex],
  ['$position', frame => frame.scope.itemIndex],
  ['$thisItem', frame => frame.scope.item],
  ['$thisItemIndex', frame => frame.scope.itemIndex],
  ['$thisRunIndex', frame => frame.scope.runIndex],
  ['$prevNode', previous],
  ['$workflow', workflow],
  ['$execution', execution],
  ['$executionId', frame => frame.scope.execution.id],
  ['$resumeWebhookUrl', frame => frame.scope.execution.resumeUrl],
  ['$now', now],
  ['$today', frame => (now(frame) as DateTime).startOf('day')],
  ['$parameter', frame => frame.scope.parameters()],
  ['$rawParameter', frame => frame.scope.rawParameters()],
  ['$nodeVersion', frame => frame.scope.self.typeVersion],
  ['$nodeId', frame => frame.scope.self.id],
  ['$webhookId', frame => frame.scope.self.webhookId],
  ['$self', frame => ({ ...frame.scope.self })],
  ['$vars', frame => frame.scope.variables],
  ['$env', frame => new EnvironmentView(frame.scope.environment)],
  ['$mode', frame => frame.scope.execution.mode],
  ['$secrets', secrets],
  ['$response', outside('$response')],
  ['$request', outside('$request')],
  ['$pageCount', outside('$pageCount')],
]);

class EnvironmentView extends RecordView {
  constructor(private readonly environment: Readonly<Record<string, string>>) {
    super('$env', {});
  }
  override read(key: string): unknown {
    if (Object.hasOwn(this.environment, key)) return this.environment[key];
    throw new ExpressionError('reference', `The environment variable "${key}" is not available to workflows`, { description: 'An administrator can allow it by name.' });
  }
  override plain(): unknown {
    return { ...this.environment };
  }
}
