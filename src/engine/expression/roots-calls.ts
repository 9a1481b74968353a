// The `$` roots that are functions (engine.md 6.2).
import { isEmptyValue } from './arguments';
import { ExpressionError } from './errors';
import { highest, iterate, lowest } from './globals';
import { search } from './jmespath';
import { ROOTS } from './roots';
import { ItemView, NodeView, nodeOf } from './roots-views';
import { type Frame, type HostMethod, toNumber, toText } from './values';

const numbers = (args: readonly unknown[], frame: Frame, name: string): number[] =>
  args.flatMap(arg => (Array.isArray(arg) ? (iterate(arg, frame) ?? []) : [arg])).map(arg => {
    const value = toNumber(arg, frame);
    if (Number.isNaN(value)) throw new ExpressionError('type', `${name}() needs numbers`);
    return value;
  });

const fromAI: HostMethod = (args, frame) => {
  const key = toText(args[0], frame);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(key)) throw new ExpressionError('type', '$fromAI() needs a name of letters, digits, "_" and "-", at most 64 characters long');
  const type = args[2] === undefined ? 'string' : toText(args[2], frame);
  if (!['string', 'number', 'boolean', 'json', 'date', 'datetime'].includes(type)) throw new ExpressionError('type', `$fromAI() does not know the type "${type.slice(0, 40)}"`);
  const supply = frame.scope.fromAI;
  return supply ? supply.call(frame.scope, key, args[1] === undefined ? '' : toText(args[1], frame), type, args[3]) : args[3];
};

const jmespath: HostMethod = (args, frame) => search(args[0], toText(args[1], frame), frame);

export const ROOT_CALLS: ReadonlyMap<string, HostMethod> = new Map<string, HostMethod>([
  ['$', (args, frame) => new NodeView(nodeOf(frame.scope, toText(args[0], frame)), frame.scope)],
  ['$items', (args, frame) => {
    const name = args[0] === undefined ? frame.scope.previous?.name : toText(args[0], frame);
    if (name === undefined) return frame.scope.input();
    const run = args[2] === undefined ? -1 : toNumber(args[2], frame);
    return nodeOf(frame.scope, name).items(args[1] === undefined ? 0 : toNumber(args[1], frame), run < 0 ? undefined : run);
  }],
  ['$item', (args, frame) => {
    const index = toNumber(args[0], frame);
    if (!Number.isInteger(index) || index < 0) throw new ExpressionError('type', '$item() needs the number of an item');
    return new ItemView(frame.scope.at(index), name => ROOTS.get(name));
  }],
  ['$if', args => (args[0] ? args[1] : args[2])],
  ['$ifEmpty', args => (args[0] === 0 || !isEmptyValue(args[0]) ? args[0] : args[1])],
  ['$min', (args, frame) => lowest(numbers(args, frame, '$min'))],
  ['$max', (args, frame) => highest(numbers(args, frame, '$max'))],
  ['$average', (args, frame) => {
    const list = numbers(args, frame, '$average');
    return list.length === 0 ? 0 : list.reduce((sum, value) => sum + value, 0) / list.length;
  }],
  ['$not', args => !args[0]],
  ['$jmespath', jmespath],
  ['$jmesPath', jmespath],
  ['$fromAI', fromAI],
  ['$fromai', fromAI],
  ['$fromAi', fromAI],
]);
