// Methods of plain objects: JavaScript's few and n8n's extensions (engine.md 6.3).
import { isPlainObject } from '~/lib/json';
import { type Methods, textAt } from './arguments';
import { ExpressionError } from './errors';
import { mergeObjects } from './extensions-array';
import { type Frame, kindOf, toText } from './values';

type Dict = Readonly<Record<string, unknown>>;

const filtered = (self: Dict, keep: (value: unknown, key: string) => boolean, frame: Frame): Record<string, unknown> => {
  frame.budget.list(Object.keys(self).length * 2);
  return Object.fromEntries(Object.entries(self).filter(([key, value]) => keep(value, key)));
};

export const objectMethods: Methods<Dict> = {
  hasOwnProperty: (self: Dict, args: readonly unknown[], frame: Frame) => Object.hasOwn(self, textAt(args, 0, frame)),
  propertyIsEnumerable: (self: Dict, args: readonly unknown[], frame: Frame) => Object.hasOwn(self, textAt(args, 0, frame)),
  toString: () => '[object Object]',
  toLocaleString: () => '[object Object]',
  valueOf: (self: Dict) => self,
};

export const objectExtensions: Methods<Dict> = {
  compact: (self, _args, frame) => filtered(self, value => value !== null && value !== undefined && value !== '', frame),
  hasField: (self, args, frame) => Object.hasOwn(self, textAt(args, 0, frame)),
  keys: (self, _args, frame) => {
    frame.budget.list(Object.keys(self).length);
    return Object.keys(self);
  },
  values: (self, _args, frame) => {
    frame.budget.list(Object.keys(self).length);
    return Object.values(self);
  },
  keepFieldsContaining: (self, args, frame) => {
    const text = needText(args[0], 'keepFieldsContaining');
    return filtered(self, value => typeof value === 'string' && value.includes(text), frame);
  },
  removeFieldsContaining: (self, args, frame) => {
    const text = needText(args[0], 'removeFieldsContaining');
    return filtered(self, value => typeof value !== 'string' || !value.includes(text), frame);
  },
  merge: (self, args, frame) => {
    if (!isPlainObject(args[0])) throw new ExpressionError('type', `merge() needs an object as its argument, not ${kindOf(args[0])}`);
    return mergeObjects(self, args[0], frame);
  },
  removeField: (self, args, frame) => {
    const name = textAt(args, 0, frame);
    return filtered(self, (_value, key) => key !== name, frame);
  },
  urlEncode: (self, _args, frame) => {
    const query = new URLSearchParams();
    for (const key of Object.keys(self)) {
      const value = toText(self[key], frame);
      frame.budget.text((key.length + value.length) * 3);
      query.append(key, value);
    }
    return query.toString();
  },
};

function needText(value: unknown, method: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new ExpressionError('type', `${method}() needs a text as its argument`);
}
