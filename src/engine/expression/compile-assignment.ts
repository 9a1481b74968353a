// `result[key] = value` on what the expression itself made: the accumulator of a reduce. Nothing else can be written to.
import type { AssignmentExpression, Expression, Super } from 'acorn';
import { type Code, type Compiler, staticKey } from './compiler';
import { ExpressionError } from './errors';
import { readOwn } from './member';
import { BINARY } from './operators';
import { type Frame, keyOf } from './values';

/** What goes into the member, from what it held. */
type Next = (held: () => unknown, frame: Frame) => unknown;

function nextOf(node: AssignmentExpression, compiler: Compiler): Next {
  const value = compiler.compile(node.right);
  switch (node.operator) {
    case '=': return (_held, frame) => value(frame);
    case '??=': return (held, frame) => held() ?? value(frame);
    case '||=': return (held, frame) => held() || value(frame);
    case '&&=': return (held, frame) => held() && value(frame);
    default: {
      const run = BINARY.get(node.operator.slice(0, -1) as never);
      if (!run) throw compiler.fail(node, `The operator ${node.operator} cannot be used in an expression`);
      return (held, frame) => run(held(), value(frame), frame);
    }
  }
}

/** `a`, `a.b`, `a[0].c` where `a` is a parameter or a const: the only things that may hold what the expression made. */
function isLocal(node: Expression | Super, compiler: Compiler): boolean {
  let root: Expression | Super = node;
  while (root.type === 'MemberExpression') root = root.object;
  return root.type === 'Identifier' && compiler.slotOf(root.name) !== undefined;
}

export function compileAssignment(node: AssignmentExpression, compiler: Compiler): Code {
  const target = node.left;
  if (target.type !== 'MemberExpression' || !isLocal(target.object, compiler)) throw compiler.fail(node, 'An assignment cannot be used in an expression, except to a field of what the expression made itself');
  compiler.changes = true;
  const object = compiler.compile(target.object as Expression);
  const fixed = staticKey(target, compiler);
  const computed = fixed === undefined ? compiler.compile(target.property as Expression) : null;
  const next = nextOf(node, compiler);
  const at = target.start;
  return frame => {
    const holder = object(frame);
    const key = computed ? keyOf(computed(frame), frame) : (fixed as string);
    frame.at = at;
    if (typeof holder !== 'object' || holder === null || !frame.owned?.has(holder)) throw new ExpressionError('forbidden', 'Only a value that the expression itself made can be changed: item data stays as it is');
    const value = next(() => readOwn(holder, key, frame), frame);
    frame.budget.list(2);
    if (Array.isArray(holder)) write(holder, key, value);
    else (holder as Record<string, unknown>)[key] = value;
    return value;
  };
}

/** Lists grow by one at most: a number far behind the end would make a list of holes. */
function write(list: unknown[], key: string, value: unknown): void {
  const index = Number(key);
  if (!Number.isInteger(index) || index < 0 || index > list.length) throw new ExpressionError('forbidden', `A list cannot be given a field "${key.slice(0, 50)}"`);
  list[index] = value;
}
