// What compiling a node needs: names and their slots, the table of nodes, keys and lists. The table itself is in compile.ts.
import type { AnyNode, Expression, MemberExpression, PrivateIdentifier, SpreadElement, Super } from 'acorn';
import { ExpressionError, QuietError, positionAt } from './errors';
import { iterate } from './globals';
import { type Frame, isForbiddenKey } from './values';

export type Code = (frame: Frame) => unknown;

export type Builder<T extends AnyNode> = (node: T, compiler: Compiler) => Code;
export type NodeOf<K extends AnyNode['type']> = Extract<AnyNode, { type: K }>;
export type Builders = { [K in AnyNode['type']]?: Builder<NodeOf<K>> };

const MAX_DEPTH = 250;

/** What a `?.` chain is left with; never visible outside the chain. */
const CUT = Symbol('cut');

/** Compile-time state: names of locals and their slots, and what the source makes use of. */
export class Compiler {
  private depth = 0;
  private nextSlot = 0;
  private names: Map<string, number>[] = [];
  /** The source calls methods that change arrays. */
  changes = false;

  constructor(
    readonly source: string,
    private readonly builders: Builders,
  ) {}

  fail(node: AnyNode, message: string): ExpressionError {
    return new ExpressionError('syntax', message, { position: positionAt(this.source, node.start) });
  }

  /** Refuses keys that lead to prototypes. */
  allowed(key: string, node: AnyNode): string {
    if (!isForbiddenKey(key)) return key;
    throw new ExpressionError('forbidden', `"${key}" cannot be used in an expression`, { position: positionAt(this.source, node.start) });
  }

  /** Runs `body` with a new set of names. */
  block<T>(body: () => T): T {
    this.names.push(new Map());
    try {
      return body();
    } finally {
      this.names.pop();
    }
  }

  declare(name: string, node: AnyNode): number {
    this.allowed(name, node);
    const slot = this.nextSlot++;
    this.names[this.names.length - 1]?.set(name, slot);
    return slot;
  }

  slotOf(name: string): number | undefined {
    for (let i = this.names.length - 1; i >= 0; i--) {
      const slot = this.names[i]?.get(name);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  compile(node: Expression | Super | PrivateIdentifier | SpreadElement): Code {
    const build = Object.hasOwn(this.builders, node.type) ? this.builders[node.type] : undefined;
    if (!build) throw this.fail(node, `${NAMES[node.type] ?? node.type} cannot be used in an expression`);
    if (++this.depth > MAX_DEPTH) throw new ExpressionError('limit', 'The expression is nested too deeply');
    const code = build(node as never, this);
    this.depth -= 1;
    return code;
  }
}

/** What people call the nodes they may not use. */
const NAMES: Record<string, string> = {
  ThisExpression: '"this"', FunctionExpression: 'A function (other than as an argument of a method)', ClassExpression: 'A class',
  AwaitExpression: '"await"', YieldExpression: '"yield"', TaggedTemplateExpression: 'A tagged template', ImportExpression: '"import"', MetaProperty: '"import.meta" or "new.target"',
  Super: '"super"', ArrowFunctionExpression: 'An arrow function (other than as an argument of a method)', PrivateIdentifier: 'A private name',
};

/** The key of a member when it stands in the source: `a.b`, `a['b']`, `` a[`b`] ``, `a[0]`. Refuses forbidden ones. */
export function staticKey(node: MemberExpression, compiler: Compiler): string | undefined {
  const property = node.property;
  if (property.type === 'PrivateIdentifier') throw compiler.fail(property, 'A private name cannot be used in an expression');
  let key: string | undefined;
  if (!node.computed) key = (property as { name: string }).name;
  else if (property.type === 'Literal' && typeof property.value === 'string') key = property.value;
  else if (property.type === 'TemplateLiteral' && property.expressions.length === 0) key = property.quasis[0]?.value.cooked ?? '';
  return key === undefined ? undefined : compiler.allowed(key, property);
}

export const isCut = (value: unknown): boolean => value === CUT;
export const cut = CUT;

/** A list of values with spreads, as in calls and array literals. Charged by the element. */
export function compileList(elements: readonly (Expression | SpreadElement | null)[], compiler: Compiler, compileElement = (element: Expression): Code => compiler.compile(element)): (frame: Frame) => unknown[] {
  const parts = elements.map(element => {
    if (element === null) return { spread: false, code: () => undefined };
    return element.type === 'SpreadElement' ? { spread: true, code: compiler.compile(element.argument) } : { spread: false, code: compileElement(element) };
  });
  if (!parts.some(part => part.spread)) {
    const codes = parts.map(part => part.code);
    const [first, second] = codes;
    if (codes.length === 0) return () => [];
    if (codes.length === 1) return frame => [(first as Code)(frame)];
    if (codes.length === 2) return frame => [(first as Code)(frame), (second as Code)(frame)];
    return frame => {
      frame.budget.list(codes.length);
      return codes.map(code => code(frame));
    };
  }
  return frame => {
    const list: unknown[] = [];
    for (const part of parts) {
      const value = part.code(frame);
      if (!part.spread) list.push(value);
      else {
        const spread = iterate(value, frame);
        if (!spread) throw new QuietError('Spread needs something that can be iterated');
        for (const element of spread) list.push(element);
      }
    }
    return list;
  };
}
