// Calls: methods by (kind, name), functions of globals and roots, functions called on the spot. A user's value is never called.
import type { CallExpression, Expression, MemberExpression, NewExpression } from 'acorn';
import { type Code, type Compiler, compileList, cut, isCut, staticKey } from './compiler';
import { type CompiledArrow, compileArrow, isFunction } from './compile-function';
import { ExpressionError, QuietError, positionAt } from './errors';
import { GLOBALS } from './globals';
import { callMethod, methodsNamed } from './methods';
import { ROOT_CALLS } from './roots-calls';
import { type Frame, HostFunction, HostObject, Lambda, keyOf } from './values';

/** Methods that take a function. Functions may stand only in their arguments. */
const CALLBACK_METHODS = new Set(['map', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every', 'reduce', 'reduceRight', 'flatMap', 'sort', 'toSorted', 'forEach',
  'replace', 'replaceAll', 'from', 'groupBy', 'stringify']);
const CHANGING_METHODS = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill']);

const lambda = (arrow: CompiledArrow): Code => frame => new Lambda(arrow(frame));

function compileArguments(node: CallExpression | NewExpression, method: string | undefined, compiler: Compiler): (frame: Frame) => unknown[] {
  const takesFunction = method !== undefined && CALLBACK_METHODS.has(method);
  return compileList(node.arguments, compiler, argument =>
    takesFunction && isFunction(argument) ? lambda(compileArrow(argument, compiler)) : compiler.compile(argument),
  );
}

export function compileCall(node: CallExpression, compiler: Compiler): Code {
  const callee = node.callee;
  if (callee.type === 'Super') throw compiler.fail(callee, '"super" cannot be used in an expression');
  if (callee.type === 'MemberExpression') return methodCall(node, callee, compiler);
  if (callee.type === 'ParenthesizedExpression' || isFunction(callee)) return immediateCall(node, callee, compiler);
  if (callee.type === 'Identifier' && compiler.slotOf(callee.name) === undefined) return functionCall(node, callee.name, compiler);
  const target = compiler.compile(callee);
  const args = compileArguments(node, undefined, compiler);
  const at = node.start;
  const optional = node.optional;
  return frame => {
    const value = target(frame);
    if (isCut(value)) return cut;
    if (optional && (value === null || value === undefined)) return cut;
    const list = args(frame);
    frame.at = at;
    if (value instanceof HostFunction) return value.call(list, frame);
    throw new QuietError('This is not a function');
  };
}

function methodCall(node: CallExpression, callee: MemberExpression, compiler: Compiler): Code {
  const name = staticKey(callee, compiler);
  if (name === undefined) return computedCall(node, callee, compiler);
  if (CHANGING_METHODS.has(name)) compiler.changes = true;
  const args = compileArguments(node, name, compiler);
  const at = callee.property.start;
  if (callee.object.type === 'Identifier' && compiler.slotOf(callee.object.name) === undefined) {
    const global = GLOBALS.get(callee.object.name);
    const run = global instanceof HostObject && name !== 'new' ? global.method(name) : undefined;
    if (run) return frame => {
      const list = args(frame);
      frame.at = at;
      frame.made = true;
      return run(list, frame);
    };
  }
  const object = compiler.compile(callee.object as Expression);
  const methods = methodsNamed(name);
  const skip = callee.optional;
  const optionalCall = node.optional;
  return frame => {
    const self = object(frame);
    if (isCut(self)) return cut;
    if (skip && (self === null || self === undefined)) return cut;
    const list = args(frame);
    frame.at = at;
    frame.budget.step();
    if (!optionalCall) return callMethod(self, name, methods, list, frame);
    try {
      return callMethod(self, name, methods, list, frame);
    } catch (error) {
      if (error instanceof QuietError && self !== null && self !== undefined) return cut;
      throw error;
    }
  };
}

function computedCall(node: CallExpression, callee: MemberExpression, compiler: Compiler): Code {
  const object = compiler.compile(callee.object as Expression);
  const key = compiler.compile(callee.property as Expression);
  const args = compileArguments(node, undefined, compiler);
  compiler.changes = true;
  const at = callee.property.start;
  return frame => {
    const self = object(frame);
    if (isCut(self) || (callee.optional && (self === null || self === undefined))) return cut;
    const name = keyOf(key(frame), frame);
    const list = args(frame);
    frame.at = at;
    frame.budget.step();
    if (name === 'new' || name === '()') throw new QuietError(`${name} is not a function`);
    return callMethod(self, name, methodsNamed(name), list, frame);
  };
}

function functionCall(node: CallExpression, name: string, compiler: Compiler): Code {
  const at = node.start;
  if (name === '$if' && node.arguments.every(argument => argument.type !== 'SpreadElement')) return conditional(node.arguments as Expression[], compiler);
  const args = compileArguments(node, name, compiler);
  const known = ROOT_CALLS.get(name) ?? callable(GLOBALS.get(name));
  if (known) return frame => {
    const list = args(frame);
    frame.at = at;
    const result = known(list, frame);
    if (typeof result === 'object' && !(result instanceof HostObject)) frame.made = true;
    return result;
  };
  const target = compiler.compile(node.callee as Expression);
  return frame => {
    const value = target(frame);
    args(frame);
    throw new QuietError(`${name} is not a function (it is ${typeof value})`);
  };
}

/** `$if` evaluates only the branch it takes, as n8n's does: the other one may read a node that has not run. */
function conditional(parts: readonly Expression[], compiler: Compiler): Code {
  const [test, yes, no] = parts.map(part => compiler.compile(part));
  return frame => (test?.(frame) ? yes?.(frame) : no?.(frame));
}

function callable(value: unknown): ((args: readonly unknown[], frame: Frame) => unknown) | undefined {
  if (value instanceof HostFunction) return value.call;
  return value instanceof HostObject ? value.method('()') : undefined;
}

/** `(() => …)()`, `(function () { … })()`. */
function immediateCall(node: CallExpression, callee: Expression, compiler: Compiler): Code {
  const inner = callee.type === 'ParenthesizedExpression' ? callee.expression : callee;
  if (!isFunction(inner)) throw compiler.fail(callee, 'Only a function can be called on the spot');
  const args = compileArguments(node, undefined, compiler);
  const arrow = compileArrow(inner, compiler);
  return frame => arrow(frame)(...args(frame));
}

/** `new Date(…)` and the few others whose table has a `new`. */
export function compileNew(node: NewExpression, compiler: Compiler): Code {
  const callee = node.callee;
  const name = callee.type === 'Identifier' && compiler.slotOf(callee.name) === undefined ? callee.name : undefined;
  const global = name === undefined ? undefined : GLOBALS.get(name);
  const build = global instanceof HostObject ? global.method('new') : undefined;
  if (!build) throw new ExpressionError('syntax', `new ${name ?? '…'} cannot be used in an expression`, { position: positionAt(compiler.source, node.start) });
  const args = compileArguments(node, undefined, compiler);
  const at = node.start;
  return frame => {
    const list = args(frame);
    frame.at = at;
    frame.budget.allocate(32);
    frame.made = true;
    return build(list, frame);
  };
}
