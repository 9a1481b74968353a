// Finds what parameters ask of a model: `$fromAI(key, description, type, default)` anywhere in their texts, also in those a node resolves itself.
import type { Expression } from 'acorn';
import type { Asked } from '~/nodes/contract';
import { parseSegment } from './parse';

const NAMES = new Set(['$fromAI', '$fromai', '$fromAi']);
const TYPES = new Set<string>(['string', 'number', 'boolean', 'json', 'date', 'datetime']);

/** Each key once, in the order they stand. Expressions that do not parse ask for nothing: they fail when the tool runs. */
export function askedIn(value: unknown): Asked[] {
  const found = new Map<string, Asked>();
  visitValue(value, asked => {
    if (!found.has(asked.key)) found.set(asked.key, asked);
  });
  return [...found.values()];
}

function visitValue(value: unknown, add: (asked: Asked) => void): void {
  if (typeof value === 'string') {
    if (/\$fromAI/i.test(value)) visitText(value, add);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) visitValue(inner, add);
  }
}

function visitText(text: string, add: (asked: Asked) => void): void {
  for (let open = text.indexOf('{{'); open !== -1; ) {
    const close = text.indexOf('}}', open + 2);
    if (close === -1) return;
    try {
      visitTree(parseSegment(text.slice(open + 2, close)), add);
    } catch {
      // Said by the template itself when it is evaluated.
    }
    open = text.indexOf('{{', close + 2);
  }
}

function visitTree(node: unknown, add: (asked: Asked) => void): void {
  if (typeof node !== 'object' || node === null) return;
  const { type } = node as { type?: string };
  if (type === 'CallExpression') {
    const { callee, arguments: args } = node as { callee: { type: string; name?: string }; arguments: Expression[] };
    if (callee.type === 'Identifier' && NAMES.has(callee.name ?? '')) addCall(args, add);
  }
  for (const inner of Object.values(node)) visitTree(inner, add);
}

function addCall(args: readonly Expression[], add: (asked: Asked) => void): void {
  const [key, description, type] = args.slice(0, 3).map(textOf);
  if (key === undefined || key === '') return;
  const kind = type !== undefined && TYPES.has(type) ? (type as Asked['type']) : 'string';
  add({ key, description: description ?? '', type: kind, required: args[3] === undefined });
}

function textOf(node: Expression): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? '';
  return undefined;
}
