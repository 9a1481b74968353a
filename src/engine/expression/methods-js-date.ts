// Methods of JavaScript's Date.
import { type Methods, optionalText } from './arguments';
import { kindOf, toNumber } from './values';

type Getter = { [K in keyof Date]: Date[K] extends () => number | string ? K : never }[keyof Date];
type Setter = 'setDate' | 'setFullYear' | 'setHours' | 'setMilliseconds' | 'setMinutes' | 'setMonth' | 'setSeconds' | 'setTime'
  | 'setUTCDate' | 'setUTCFullYear' | 'setUTCHours' | 'setUTCMilliseconds' | 'setUTCMinutes' | 'setUTCMonth' | 'setUTCSeconds';

const GETTERS = ['getDate', 'getDay', 'getFullYear', 'getHours', 'getMilliseconds', 'getMinutes', 'getMonth', 'getSeconds', 'getTime', 'getTimezoneOffset', 'getUTCDate', 'getUTCDay',
  'getUTCFullYear', 'getUTCHours', 'getUTCMilliseconds', 'getUTCMinutes', 'getUTCMonth', 'getUTCSeconds', 'toDateString', 'toISOString', 'toString', 'toTimeString', 'toUTCString', 'valueOf'] as const satisfies readonly Getter[];

const SETTERS: readonly Setter[] = ['setDate', 'setFullYear', 'setHours', 'setMilliseconds', 'setMinutes', 'setMonth', 'setSeconds', 'setTime', 'setUTCDate', 'setUTCFullYear', 'setUTCHours',
  'setUTCMilliseconds', 'setUTCMinutes', 'setUTCMonth', 'setUTCSeconds'];

const LOCALE = ['toLocaleDateString', 'toLocaleString', 'toLocaleTimeString'] as const;

export const jsDateMethods: Methods<Date> = {
  ...Object.fromEntries(GETTERS.map(name => [name, (self: Date) => self[name]()])),
  ...Object.fromEntries(
    SETTERS.map((name): [string, Methods<Date>[string]] => [name, (self, args, frame) => {
      const set = self[name] as (...parts: number[]) => number;
      return set.apply(self, args.slice(0, 4).map(part => toNumber(part, frame)));
    }]),
  ),
  ...Object.fromEntries(
    LOCALE.map((name): [string, Methods<Date>[string]] => [name, (self, args, frame) => {
      frame.budget.step(200);
      const options = kindOf(args[1]) === 'object' ? (args[1] as Intl.DateTimeFormatOptions) : {};
      return self[name](optionalText(args, 0, frame), { timeZone: frame.scope.timezone, ...options });
    }]),
  ),
  toJSON: self => self.toJSON(),
};
