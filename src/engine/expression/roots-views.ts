// What the object-like roots give: `$input`, `$('X')`, `$node`, `$item(i)`. They read the scope only when asked.
import type { Item } from '../items';
import { ExpressionError } from './errors';
import type { ExpressionScope, NodeScope } from './scope';
import { Frame, type HostMethod, HostObject, toNumber } from './values';

/** Listed properties and methods under one label. */
export class RecordView extends HostObject {
  constructor(
    readonly label: string,
    private readonly getters: Record<string, () => unknown>,
    private readonly methods: Record<string, HostMethod> = {},
  ) {
    super();
  }
  read(key: string, _frame: Frame): unknown {
    return Object.hasOwn(this.getters, key) ? this.getters[key]?.() : undefined;
  }
  method(key: string): HostMethod | undefined {
    return Object.hasOwn(this.methods, key) ? this.methods[key] : undefined;
  }
  override plain(_frame: Frame): unknown {
    return Object.fromEntries(Object.entries(this.getters).map(([key, get]) => [key, get()]));
  }
}

const optionalNumber = (value: unknown, frame: Frame): number | undefined => (value === undefined || value === null ? undefined : toNumber(value, frame));

export class InputView extends HostObject {
  readonly label = '$input';
  constructor(private readonly scope: ExpressionScope) {
    super();
  }

  read(key: string): unknown {
    switch (key) {
      case 'item': return this.scope.item;
      case 'params': return this.scope.previous ? this.scope.node(this.scope.previous.name)?.parameters() : undefined;
      case 'context': return this.scope.context();
      default: return undefined;
    }
  }

  method(key: string): HostMethod | undefined {
    switch (key) {
      case 'first': return args => this.pick(args, 'first', items => items[0]);
      case 'last': return args => this.pick(args, 'last', items => items[items.length - 1]);
      case 'all': return args => this.pick(args, 'all', items => items);
      default: return undefined;
    }
  }

  private pick(args: readonly unknown[], name: string, choose: (items: readonly Item[]) => unknown): unknown {
    if (args.length > 0) throw new ExpressionError('type', `$input.${name}() takes no arguments`);
    return choose(this.scope.input());
  }

  override plain(): unknown {
    return { item: this.scope.item };
  }
}

/** `$('X')`. */
export class NodeView extends HostObject {
  readonly label: string;
  constructor(
    private readonly node: NodeScope,
    private readonly scope: ExpressionScope,
  ) {
    super();
    this.label = `$('${node.name}')`;
  }

  read(key: string): unknown {
    switch (key) {
      case 'isExecuted': return this.node.isExecuted;
      case 'params': return this.node.parameters();
      case 'context': return this.node.context();
      case 'item': return this.node.paired();
      default: return undefined;
    }
  }

  method(key: string): HostMethod | undefined {
    switch (key) {
      case 'first': return (args, frame) => this.items(args, frame)[0];
      case 'last': return (args, frame) => this.items(args, frame).at(-1);
      case 'all': return (args, frame) => this.items(args, frame);
      case 'itemMatching': case 'pairedItem': return (args, frame) => this.node.paired(optionalNumber(args[0], frame) ?? this.scope.itemIndex);
      default: return undefined;
    }
  }

  private items(args: readonly unknown[], frame: Frame): readonly Item[] {
    return this.node.items(optionalNumber(args[0], frame), optionalNumber(args[1], frame));
  }

  override plain(): unknown {
    return { isExecuted: this.node.isExecuted };
  }
}

/** `$node`: legacy access by name, the item at the same index of the node's last run. */
export class LegacyNodes extends HostObject {
  readonly label = '$node';
  constructor(private readonly scope: ExpressionScope) {
    super();
  }
  read(key: string): unknown {
    return new LegacyNode(nodeOf(this.scope, key), this.scope);
  }
  method(): undefined {
    return undefined;
  }
}

class LegacyNode extends HostObject {
  readonly label: string;
  constructor(
    private readonly node: NodeScope,
    private readonly scope: ExpressionScope,
  ) {
    super();
    this.label = `$node["${node.name}"]`;
  }
  read(key: string): unknown {
    switch (key) {
      case 'json': case 'data': return this.item().json;
      case 'binary': return this.item().binary ?? {};
      case 'context': return this.node.context();
      case 'parameter': return this.node.parameters();
      case 'runIndex': return this.node.runIndex;
      case 'isExecuted': return this.node.isExecuted;
      default: return undefined;
    }
  }
  method(): undefined {
    return undefined;
  }
  private item(): Item {
    const items = this.node.items();
    const item = items[this.scope.itemIndex] ?? (items.length === 1 ? items[0] : undefined);
    if (!item) throw new ExpressionError('reference', `The node '${this.node.name}' has no item ${this.scope.itemIndex}; it gave ${items.length}`);
    return item;
  }
}

/** `$item(i)`: the roots as seen from another item. */
export class ItemView extends HostObject {
  readonly label = '$item';
  constructor(
    private readonly scope: ExpressionScope,
    private readonly root: (name: string) => ((frame: Frame) => unknown) | undefined,
  ) {
    super();
  }
  read(key: string, frame: Frame): unknown {
    return this.root(key)?.(new Frame(this.scope, frame.budget));
  }
  method(): undefined {
    return undefined;
  }
}

/** Throws ExpressionError when the workflow has no such node. */
export function nodeOf(scope: ExpressionScope, name: string): NodeScope {
  const node = scope.node(name);
  if (!node) throw new ExpressionError('reference', `The workflow has no node called '${name.slice(0, 200)}'`);
  return node;
}

/** The error for a node that has not run, with its remedy. */
export function notExecuted(name: string): ExpressionError {
  return new ExpressionError('reference', `The node '${name}' has not been executed`, {
    description: `Connect it before this node, or check first: $if($("${name}").isExecuted, …, …)`,
  });
}
