// Every kind of refusal reads as a sentence about a field.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inputError, inputWords } from './input-words';
import { workflowDefinition } from './workflow-schema';

const said = (schema: z.ZodType, value: unknown): string => {
  const { error } = schema.safeParse(value, { error: inputWords });
  return error ? inputError(error) : 'taken';
};
const shape = z.strictObject({ name: z.string().min(1).max(3), list: z.array(z.number().int().min(2)).max(2).optional(), kind: z.enum(['a', 'b']).optional(), id: z.uuid().optional(), at: z.iso.datetime().optional(), on: z.boolean().optional(), word: z.string().regex(/x/).optional(), own: z.string().refine(() => false, 'holds control characters').optional() });

describe('what is wrong with an input', () => {
  it.each<[unknown, string]>([
    [{}, '`name` is missing'],
    [{ name: 5 }, '`name` must be text'],
    [{ name: null }, '`name` must be text'],
    [{ name: '' }, '`name` must not be empty'],
    [{ name: 'abcd' }, '`name` must have at most 3 characters'],
    [{ name: 'a', list: 'x' }, '`list` must be a list'],
    [{ name: 'a', list: [3, 'x'] }, '`list[1]` must be a number'],
    [{ name: 'a', list: [3, 2.5] }, '`list[1]` must be a whole number'],
    [{ name: 'a', list: [1] }, '`list[0]` must be at least 2'],
    [{ name: 'a', list: [2, 2, 2] }, '`list` must have at most 2 entries'],
    [{ name: 'a', kind: 'c' }, '`kind` must be one of "a", "b"'],
    [{ name: 'a', id: 'c' }, '`id` must be an id'],
    [{ name: 'a', at: 'c' }, '`at` must be a date and time such as 2026-11-21T08:00:00Z'],
    [{ name: 'a', on: 'yes' }, '`on` must be true or false'],
    [{ name: 'a', word: 'y' }, '`word` does not have the right form'],
    [{ name: 'a', own: 'y' }, '`own` holds control characters'],
    [{ name: 'a', more: 1 }, '`more` is not known here'],
    [{ name: 'a', more: 1, yet: 2 }, '`more`, `yet` are not known here'],
    [undefined, 'The input is missing'],
    [[], 'The input must be an object'],
    [{ name: 'a' }, 'taken'],
  ])('%j: %s', (value, sentence) => expect(said(shape, value)).toBe(sentence));

  it('names the place inside a workflow', () => {
    const node = { id: 'a', name: 'A', type: 'set', typeVersion: 1, position: { x: 0, y: 0 }, parameters: {} };
    const with_ = (change: object) => ({ nodes: [node, { ...node, ...change }], edges: [], settings: {}, variables: {}, pinData: {} });
    expect(said(workflowDefinition, with_({ position: [0, 0] }))).toBe('`nodes[1].position` must be an object');
    expect(said(workflowDefinition, with_({ position: { x: 1 } }))).toBe('`nodes[1].position.y` is missing');
    expect(said(workflowDefinition, with_({ typeVersion: 'one' }))).toBe('`nodes[1].typeVersion` must be a number');
    expect(said(workflowDefinition, with_({ color: 'red' }))).toBe('`color` is not known in `nodes[1]`');
    expect(said(workflowDefinition, { ...with_({}), edges: [{ id: 'e', source: 'a', target: 'b', sourcePort: 'main', targetPort: 'main:0' }] })).toBe('`edges[0].sourcePort` must look like main:0');
    expect(said(workflowDefinition, {})).toBe('`nodes` is missing');
  });
});
