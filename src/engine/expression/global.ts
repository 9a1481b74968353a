// A global such as `Math` or `Date`: a table of functions and constants.
import type { Frame, HostMethod } from './values';
import { HostFunction, HostObject } from './values';

/** Functions by name; `()` is the call of the global itself, `new` its construction. */
export type GlobalTable = Record<string, HostMethod>;

export class Global extends HostObject {
  private readonly methods: ReadonlyMap<string, HostMethod>;
  private readonly constants: ReadonlyMap<string, unknown>;

  constructor(
    readonly label: string,
    table: GlobalTable,
    constants: Record<string, unknown> = {},
  ) {
    super();
    this.methods = new Map(Object.entries(table));
    this.constants = new Map(Object.entries(constants));
  }

  read(key: string, _frame: Frame): unknown {
    if (this.constants.has(key)) return this.constants.get(key);
    const method = key === '()' || key === 'new' ? undefined : this.methods.get(key);
    return method ? new HostFunction(`${this.label}.${key}`, method) : undefined;
  }

  method(key: string): HostMethod | undefined {
    return this.methods.get(key);
  }
}
