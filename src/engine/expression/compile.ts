// The allow-list: each syntax node an expression may hold, and the closure it becomes. A node that is not here is an error.
import type { AnyNode, Expression, MemberExpression } from 'acorn';
import { setOwn } from '~/lib/json';
import { compileAssignment } from './compile-assignment';
import { compileCall, compileNew } from './compile-call';
import { compileUpdate } from './compile-function';
import { type Builders, type Code, Compiler, compileList, cut as CUT, type NodeOf, staticKey } from './compiler';
import { ExpressionError, QuietError, positionAt } from './errors';
import { GLOBALS } from './globals';
import { readComputed, readOwn } from './member';
import { BINARY, UNARY } from './operators';
import { LinearPattern } from './regex';
import { ROOTS } from './roots';
import { type Frame, keyOf, kindOf, toText } from './values';

/** Names with a meaning elsewhere: a clear error instead of a quiet null. */
const HIDDEN = new Set(['process', 'global', 'globalThis', 'window', 'self', 'document', 'require', 'module', 'exports', 'eval', 'Function', 'setTimeout', 'setInterval', 'setImmediate',
  'fetch', 'Promise', 'Proxy', 'Reflect', 'Symbol', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'BigInt', 'arguments', 'Worker', 'XMLHttpRequest', 'localStorage', 'navigator', 'importScripts', 'postMessage', 'console', 'Buffer', 'queueMicrotask', 'structuredClone']);

function identifier(name: string, node: AnyNode, compiler: Compiler): Code {
  const slot = compiler.slotOf(name);
  if (slot !== undefined) return frame => frame.locals[slot];
  const root = ROOTS.get(name);
  if (root) return root;
  if (GLOBALS.has(name)) {
    const value = GLOBALS.get(name);
    return () => value;
  }
  if (HIDDEN.has(name)) throw new ExpressionError('forbidden', `"${name}" cannot be used in an expression`, { position: positionAt(compiler.source, node.start) });
  return frame => {
    const extra = frame.scope.extra;
    if (extra && Object.hasOwn(extra, name)) return extra[name];
    throw new QuietError(`${name} is not defined`);
  };
}

function member(node: MemberExpression, compiler: Compiler): Code {
  const object = compiler.compile(node.object);
  const key = staticKey(node, compiler);
  if (key !== undefined) {
    if (node.optional) return frame => {
      const value = object(frame);
      return value === CUT || value === null || value === undefined ? CUT : readOwn(value, key, frame);
    };
    return frame => {
      const value = object(frame);
      return value === CUT ? CUT : readOwn(value, key, frame);
    };
  }
  const computed = compiler.compile(node.property);
  const optional = node.optional;
  return frame => {
    const value = object(frame);
    if (value === CUT || (optional && (value === null || value === undefined))) return CUT;
    return readComputed(value, computed(frame), frame);
  };
}

function object(node: NodeOf<'ObjectExpression'>, compiler: Compiler): Code {
  const steps = node.properties.map((property): ((target: Record<string, unknown>, frame: Frame) => void) => {
    if (property.type === 'SpreadElement') {
      const spread = compiler.compile(property.argument);
      return (target, frame) => {
        const value = spread(frame);
        const kind = kindOf(value);
        // Dates, patterns and roots keep internals in own properties: spreading them gives nothing.
        if (kind !== 'object' && kind !== 'array' && kind !== 'string') return;
        if (kind === 'string') frame.budget.list((value as string).length * 4);
        const keys = Object.keys(value as object);
        frame.budget.list(keys.length * 2);
        for (const key of keys) setOwn(target, key, (value as Record<string, unknown>)[key]);
      };
    }
    if (property.kind !== 'init' || property.method) throw compiler.fail(property, 'A method, getter or setter cannot be used in an expression');
    const value = compiler.compile(property.value);
    if (property.computed) {
      const key = compiler.compile(property.key);
      return (target, frame) => {
        target[keyOf(key(frame), frame)] = value(frame);
      };
    }
    const name = compiler.allowed(property.key.type === 'Identifier' ? property.key.name : String((property.key as { value: unknown }).value), property.key);
    return (target, frame) => {
      target[name] = value(frame);
    };
  });
  return frame => {
    frame.budget.list(2 + steps.length * 2);
    frame.made = true;
    const target: Record<string, unknown> = {};
    frame.owned?.add(target);
    for (const step of steps) step(target, frame);
    return target;
  };
}

function template(node: NodeOf<'TemplateLiteral'>, compiler: Compiler): Code {
  const texts = node.quasis.map(quasi => {
    if (quasi.value.cooked === null || quasi.value.cooked === undefined) throw compiler.fail(quasi, 'Invalid escape in a template');
    return quasi.value.cooked;
  });
  const codes = node.expressions.map(expression => compiler.compile(expression));
  return frame => {
    let text = texts[0] ?? '';
    for (let i = 0; i < codes.length; i++) {
      const piece = toText((codes[i] as Code)(frame), frame) + (texts[i + 1] ?? '');
      frame.budget.text(text.length + piece.length);
      text += piece;
    }
    return text;
  };
}

/** Long chains of one operator lean to the left: walked in a loop so that a long text of `a + b + …` is not deep. */
function binary(node: NodeOf<'BinaryExpression'>, compiler: Compiler): Code {
  const chain: { run: (left: unknown, right: unknown, frame: Frame) => unknown; right: Code }[] = [];
  let left: AnyNode = node;
  while (left.type === 'BinaryExpression') {
    const run = BINARY.get(left.operator);
    if (!run) throw compiler.fail(left, `The operator ${left.operator} cannot be used in an expression`);
    chain.push({ run, right: compiler.compile(left.right) });
    left = left.left;
  }
  const start = compiler.compile(left as Expression);
  const [only] = chain;
  if (chain.length === 1 && only) return frame => only.run(start(frame), only.right(frame), frame);
  chain.reverse();
  return frame => {
    let value = start(frame);
    for (const link of chain) value = link.run(value, link.right(frame), frame);
    return value;
  };
}

const NODES: Builders = {
  Literal: (node, compiler) => {
    if (node.regex) {
      const { pattern, flags } = node.regex;
      try {
        const compiled = new LinearPattern(pattern, flags);
        // A pattern with `g` or `y` carries a position: each evaluation needs its own.
        if (!compiled.global && !compiled.sticky) return () => compiled;
        return frame => {
          frame.budget.step(20);
          return compiled.fresh();
        };
      } catch (error) {
        if (error instanceof ExpressionError) error.position ??= positionAt(compiler.source, node.start);
        throw error;
      }
    }
    if (node.bigint !== undefined && node.bigint !== null) throw compiler.fail(node, 'A BigInt cannot be used in an expression');
    const value = node.value;
    return () => value;
  },
  Identifier: (node, compiler) => identifier(node.name, node, compiler),
  TemplateLiteral: template,
  MemberExpression: member,
  ChainExpression: (node, compiler) => {
    const chain = compiler.compile(node.expression);
    return frame => {
      const value = chain(frame);
      return value === CUT ? undefined : value;
    };
  },
  CallExpression: compileCall,
  NewExpression: compileNew,
  ArrayExpression: (node, compiler) => {
    const list = compileList(node.elements, compiler);
    return frame => {
      const made = list(frame);
      frame.budget.list(made.length);
      frame.made = true;
      frame.owned?.add(made);
      return made;
    };
  },
  ObjectExpression: object,
  BinaryExpression: binary,
  LogicalExpression: (node, compiler) => {
    const left = compiler.compile(node.left);
    const right = compiler.compile(node.right);
    switch (node.operator) {
      case '&&': return frame => left(frame) && right(frame);
      case '||': return frame => left(frame) || right(frame);
      case '??': return frame => left(frame) ?? right(frame);
      default: throw compiler.fail(node, `The operator ${String(node.operator)} cannot be used in an expression`);
    }
  },
  UnaryExpression: (node, compiler) => {
    const run = UNARY.get(node.operator);
    if (!run) throw compiler.fail(node, `The operator ${node.operator} cannot be used in an expression`);
    const argument = node.argument;
    const code = compiler.compile(argument);
    if (node.operator !== 'typeof' || argument.type !== 'Identifier') return frame => run(code(frame), frame);
    return frame => {
      try {
        return run(code(frame), frame);
      } catch (error) {
        if (error instanceof QuietError) return 'undefined';
        throw error;
      }
    };
  },
  UpdateExpression: compileUpdate,
  AssignmentExpression: compileAssignment,
  ConditionalExpression: (node, compiler) => {
    const test = compiler.compile(node.test);
    const yes = compiler.compile(node.consequent);
    const no = compiler.compile(node.alternate);
    return frame => (test(frame) ? yes(frame) : no(frame));
  },
  SequenceExpression: (node, compiler) => {
    const codes = node.expressions.map(expression => compiler.compile(expression));
    return frame => {
      let value: unknown;
      for (const code of codes) value = code(frame);
      return value;
    };
  },
  ParenthesizedExpression: (node, compiler) => compiler.compile(node.expression),
};

/** Every syntax node the interpreter accepts; for the test that pins the list. */
export const ALLOWED_NODES: readonly string[] = Object.keys(NODES);

/** `changes`: the source calls methods that change arrays. Throws ExpressionError for what is not allowed. */
export function compileExpression(tree: Expression, source: string): { code: Code; changes: boolean } {
  const compiler = new Compiler(source, NODES);
  const code = compiler.compile(tree);
  return { code, changes: compiler.changes };
}
