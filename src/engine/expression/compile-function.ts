// Functions: parameters with destructuring, and bodies of const, if and return. No loops, no assignment, no recursion.
import type { AnyNode, ArrowFunctionExpression, FunctionExpression, Pattern, Statement, UpdateExpression } from 'acorn';
import type { Code, Compiler } from './compiler';
import { QuietError } from './errors';
import { iterate } from './globals';
import { readOwn } from './member';
import { type Frame, keyOf, kindOf, toNumber } from './values';

/** Makes the function for one evaluation. */
export type CompiledArrow = (frame: Frame) => (...args: unknown[]) => unknown;

/** Stores a value under the names of a pattern. */
type Bind = (value: unknown, frame: Frame) => void;

/** `x => …` and `function (x) { … }`, which differ by `this` and `arguments` alone: neither exists here. */
export const isFunction = (node: AnyNode): node is ArrowFunctionExpression | FunctionExpression => node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';

export function compileArrow(node: ArrowFunctionExpression | FunctionExpression, compiler: Compiler): CompiledArrow {
  if (node.async) throw compiler.fail(node, 'An async function cannot be used in an expression');
  if (node.generator) throw compiler.fail(node, 'A generator cannot be used in an expression');
  return compiler.block(() => {
    // The body's size is charged per call, so that its simple nodes need not charge themselves.
    const cost = 1 + ((node.end - node.start) >> 4);
    if (node.params.length <= 3 && node.params.every(param => param.type === 'Identifier')) {
      const slots = node.params.map(param => compiler.declare((param as { name: string }).name, param));
      return plainArrow(slots, compileArrowBody(node, compiler), cost);
    }
    const rest = node.params[node.params.length - 1]?.type === 'RestElement' ? node.params.length - 1 : -1;
    const binds = node.params.map(param => compilePattern(param.type === 'RestElement' ? param.argument : param, compiler));
    const body = compileArrowBody(node, compiler);
    return frame => (...args) => {
      frame.budget.step(cost);
      for (let i = 0; i < binds.length; i++) (binds[i] as Bind)(i === rest ? args.slice(i) : args[i], frame);
      return body(frame);
    };
  });
}

const compileArrowBody = (node: ArrowFunctionExpression | FunctionExpression, compiler: Compiler): Code =>
  node.body.type === 'BlockStatement' ? compileBody(node.body.body, compiler) : compiler.compile(node.body);

/** Up to three plain names, which is nearly every arrow: no list of arguments is made. */
function plainArrow([first = -1, second = -1, third = -1]: number[], body: Code, cost: number): CompiledArrow {
  return frame => {
    const { budget, locals } = frame;
    return (a, b, c) => {
      budget.step(cost);
      if (first >= 0) locals[first] = a;
      if (second >= 0) locals[second] = b;
      if (third >= 0) locals[third] = c;
      return body(frame);
    };
  };
}

function compilePattern(pattern: Pattern, compiler: Compiler): Bind {
  switch (pattern.type) {
    case 'Identifier': {
      const slot = compiler.declare(pattern.name, pattern);
      return (value, frame) => {
        frame.locals[slot] = value;
      };
    }
    case 'AssignmentPattern': {
      const fallback = compiler.compile(pattern.right);
      const bind = compilePattern(pattern.left, compiler);
      return (value, frame) => bind(value === undefined ? fallback(frame) : value, frame);
    }
    case 'ArrayPattern': {
      const binds = pattern.elements.map(element => (element === null ? null : { rest: element.type === 'RestElement', bind: compilePattern(element.type === 'RestElement' ? element.argument : element, compiler) }));
      return (value, frame) => {
        const list = iterate(value, frame);
        if (!list) throw new QuietError('Destructuring needs something that can be iterated');
        binds.forEach((entry, index) => {
          entry?.bind(entry.rest ? list.slice(index) : list[index], frame);
        });
      };
    }
    case 'ObjectPattern': return compileObjectPattern(pattern, compiler);
    default: throw compiler.fail(pattern, 'This pattern cannot be used in an expression');
  }
}

function compileObjectPattern(pattern: Extract<Pattern, { type: 'ObjectPattern' }>, compiler: Compiler): Bind {
  const taken: string[] = [];
  const binds = pattern.properties.map((property): Bind => {
    if (property.type === 'RestElement') {
      const bind = compilePattern(property.argument, compiler);
      return (value, frame) => {
        const source = kindOf(value) === 'object' ? (value as Record<string, unknown>) : {};
        frame.budget.list(Object.keys(source).length * 2);
        bind(Object.fromEntries(Object.entries(source).filter(([key]) => !taken.includes(key))), frame);
      };
    }
    if (property.computed) {
      const key = compiler.compile(property.key);
      const bind = compilePattern(property.value, compiler);
      return (value, frame) => bind(readOwn(value, keyOf(key(frame), frame), frame), frame);
    }
    const name = compiler.allowed(property.key.type === 'Identifier' ? property.key.name : String((property.key as { value: unknown }).value), property.key);
    taken.push(name);
    const bind = compilePattern(property.value, compiler);
    return (value, frame) => bind(readOwn(value, name, frame), frame);
  });
  return (value, frame) => {
    if (value === null || value === undefined) throw new QuietError(`Cannot destructure ${value}`);
    for (const bind of binds) bind(value, frame);
  };
}

/** What a statement leaves when it did not return. */
const NEXT = Symbol('next');

function compileBody(statements: readonly Statement[], compiler: Compiler): Code {
  const run = compileStatements(statements, compiler);
  return frame => {
    const result = run(frame);
    return result === NEXT ? undefined : result;
  };
}

function compileStatements(statements: readonly Statement[], compiler: Compiler): Code {
  return compiler.block(() => {
    const codes = statements.map(statement => compileStatement(statement, compiler));
    return frame => {
      for (const code of codes) {
        const result = code(frame);
        if (result !== NEXT) return result;
      }
      return NEXT;
    };
  });
}

function compileStatement(statement: Statement, compiler: Compiler): Code {
  switch (statement.type) {
    case 'ReturnStatement': {
      if (!statement.argument) return () => undefined;
      return compiler.compile(statement.argument);
    }
    case 'ExpressionStatement': {
      const code = compiler.compile(statement.expression);
      return frame => {
        code(frame);
        return NEXT;
      };
    }
    case 'VariableDeclaration': {
      const steps = statement.declarations.map(declaration => {
        const value: Code = declaration.init ? compiler.compile(declaration.init) : () => undefined;
        return { value, bind: compilePattern(declaration.id, compiler) };
      });
      return frame => {
        for (const step of steps) step.bind(step.value(frame), frame);
        return NEXT;
      };
    }
    case 'IfStatement': {
      const test = compiler.compile(statement.test);
      const yes = compileStatements([statement.consequent], compiler);
      const no: Code = statement.alternate ? compileStatements([statement.alternate], compiler) : () => NEXT;
      return frame => (test(frame) ? yes(frame) : no(frame));
    }
    case 'BlockStatement': return compileStatements(statement.body, compiler);
    case 'EmptyStatement': return () => NEXT;
    default: throw compiler.fail(statement, `${LABELS[statement.type] ?? 'This statement'} cannot be used in an expression`);
  }
}

const LABELS: Record<string, string> = { ForStatement: 'A loop', ForInStatement: 'A loop', ForOfStatement: 'A loop', WhileStatement: 'A loop', DoWhileStatement: 'A loop',
  ThrowStatement: '"throw"', TryStatement: '"try"', SwitchStatement: '"switch"', FunctionDeclaration: 'A function', ClassDeclaration: 'A class', WithStatement: '"with"', DebuggerStatement: '"debugger"' };

/** `$json.page++` gives the number; nothing is written, because item data never changes. */
export function compileUpdate(node: UpdateExpression, compiler: Compiler): Code {
  if (node.argument.type !== 'MemberExpression') throw compiler.fail(node, `${node.operator} cannot be used on a name in an expression`);
  const value = compiler.compile(node.argument);
  const change = node.operator === '++' ? 1 : -1;
  const prefix = node.prefix;
  return frame => {
    const number = toNumber(value(frame), frame);
    frame.warn(`${node.operator} does not change the value in an expression`);
    return prefix ? number + change : number;
  };
}
