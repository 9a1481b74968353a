// `$jmespath`: the library parses, this file evaluates. The library's own evaluator reads prototypes and has no limits.
import library from 'jmespath';
import { getOwn, isPlainObject, jsonEqual, setOwn } from '~/lib/json';
import { ExpressionError, forbidden } from './errors';
import { type JmesNode, type Reference, callFunction } from './jmespath-functions';
import { type Frame, isForbiddenKey, measure } from './values';

// The package's types leave out the parser.
const { compile } = library as unknown as { compile(query: string): JmesNode };

/** Undefined when the query is not valid JMESPath (as in n8n); null where nothing matches. */
export function search(value: unknown, query: string, frame: Frame): unknown {
  if (query.length > 2_000) throw new ExpressionError('limit', 'A JMESPath query may have at most 2000 characters');
  if (nesting(query) > 60) throw new ExpressionError('limit', 'The JMESPath query is nested too deeply');
  let tree: JmesNode;
  try {
    tree = compile(query);
  } catch (error) {
    frame.warn(`JMESPath: ${(error as Error).message}`);
    return undefined;
  }
  return visit(tree, value ?? null, frame);
}

/** At least as deep as the parser and the evaluator will go: each of these signs opens one level at most. */
const nesting = (query: string): number => query.match(/[([{!&|]|\.\*/g)?.length ?? 0;

const isTrue = (value: unknown): boolean =>
  !(value === null || value === undefined || value === false || value === '' || (Array.isArray(value) && value.length === 0) || (isPlainObject(value) && Object.keys(value).length === 0));

const field = (value: unknown, name: string): unknown => {
  if (isForbiddenKey(name)) throw forbidden(name);
  return isPlainObject(value) ? (getOwn(value, name) ?? null) : null;
};

function project(list: readonly unknown[], node: JmesNode, frame: Frame, keep?: JmesNode): unknown[] {
  frame.budget.list(list.length);
  const result: unknown[] = [];
  for (const element of list) {
    if (keep && !isTrue(visit(keep, element, frame))) continue;
    const value = visit(node, element, frame);
    if (value !== null) result.push(value);
  }
  return result;
}

function slice(list: readonly unknown[], [start, stop, step]: readonly (number | null)[], frame: Frame): unknown[] {
  const by = step ?? 1;
  if (by === 0) throw new ExpressionError('type', 'JMESPath: the step of a slice cannot be 0');
  const bound = (value: number | null | undefined, fallback: number): number => {
    if (value === null || value === undefined) return fallback;
    const at = value < 0 ? value + list.length : value;
    return by < 0 ? Math.max(-1, Math.min(list.length - 1, at)) : Math.max(0, Math.min(list.length, at));
  };
  const from = bound(start, by < 0 ? list.length - 1 : 0);
  const to = bound(stop, by < 0 ? -1 : list.length);
  const result: unknown[] = [];
  frame.budget.list(list.length);
  for (let i = from; by > 0 ? i < to : i > to; i += by) result.push(list[i]);
  return result;
}

function compared(name: string, left: unknown, right: unknown, frame: Frame): unknown {
  if (name === 'EQ' || name === 'NE') {
    measure(left, frame);
    return jsonEqual(left, right) === (name === 'EQ');
  }
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  switch (name) {
    case 'GT': return left > right;
    case 'GTE': return left >= right;
    case 'LT': return left < right;
    default: return left <= right;
  }
}

function visit(node: JmesNode, value: unknown, frame: Frame): unknown {
  frame.budget.step();
  const child = (index: number): JmesNode => (node.children as JmesNode[])[index] as JmesNode;
  switch (node.type) {
    case 'Field': return field(value, String(node.name));
    case 'Subexpression': case 'IndexExpression': case 'Pipe': {
      let current = value;
      for (const part of node.children as JmesNode[]) {
        current = visit(part, current, frame);
        if (current === null && node.type !== 'Pipe') return null;
      }
      return current;
    }
    case 'Index': {
      if (!Array.isArray(value)) return null;
      const index = Number(node.value);
      return value[index < 0 ? value.length + index : index] ?? null;
    }
    case 'Slice': return Array.isArray(value) ? slice(value, node.children as unknown as (number | null)[], frame) : null;
    case 'Projection': {
      const base = visit(child(0), value, frame);
      return Array.isArray(base) ? project(base, child(1), frame) : null;
    }
    case 'ValueProjection': {
      const base = visit(child(0), value, frame);
      return isPlainObject(base) ? project(Object.values(base), child(1), frame) : null;
    }
    case 'FilterProjection': {
      const base = visit(child(0), value, frame);
      return Array.isArray(base) ? project(base, child(1), frame, child(2)) : null;
    }
    case 'Comparator': return compared(String(node.name), visit(child(0), value, frame), visit(child(1), value, frame), frame);
    case 'Flatten': {
      const base = visit(child(0), value, frame);
      if (!Array.isArray(base)) return null;
      const flat: unknown[] = [];
      for (const element of base) {
        const parts = Array.isArray(element) ? element : [element];
        frame.budget.list(parts.length);
        for (const part of parts) flat.push(part);
      }
      return flat;
    }
    case 'Identity': case 'Current': return value;
    case 'MultiSelectList': {
      if (value === null) return null;
      const parts = node.children as JmesNode[];
      frame.budget.list(parts.length);
      return parts.map(part => visit(part, value, frame));
    }
    case 'MultiSelectHash': {
      if (value === null) return null;
      const result: Record<string, unknown> = {};
      for (const part of node.children as JmesNode[]) {
        if (isForbiddenKey(String(part.name))) throw forbidden(String(part.name));
        frame.budget.allocate(64);
        setOwn(result, String(part.name), visit(part.value as JmesNode, value, frame));
      }
      return result;
    }
    case 'OrExpression': {
      const left = visit(child(0), value, frame);
      return isTrue(left) ? left : visit(child(1), value, frame);
    }
    case 'AndExpression': {
      const left = visit(child(0), value, frame);
      return isTrue(left) ? visit(child(1), value, frame) : left;
    }
    case 'NotExpression': return !isTrue(visit(child(0), value, frame));
    case 'Literal': return node.value;
    case 'Function': return callFunction(String(node.name), (node.children as JmesNode[]).map(part => (part.type === 'ExpressionReference' ? reference(part, frame) : visit(part, value, frame))), frame);
    default: throw new ExpressionError('type', `JMESPath: ${node.type} cannot be used here`);
  }
}

const reference = (node: JmesNode, frame: Frame): Reference => ({ evaluate: value => visit((node.children as JmesNode[])[0] as JmesNode, value, frame) });
