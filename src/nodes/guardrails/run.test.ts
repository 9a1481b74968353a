// Guardrails beyond what n8n was watched with: words, expressions and texts that are out to do harm.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { guardrails } from './definition';
import { runGuardrails } from './run';

const check = async (text: string, rules: JsonObject, more: JsonObject = {}) => {
  const [pass = [], fail = []] = outputsOf(await runGuardrails(testContext(guardrails, { parameters: { text, guardrails: rules, ...more }, items: [{}] })));
  return { pass: jsonOf(pass)[0] as JsonObject | undefined, fail: jsonOf(fail)[0] as JsonObject | undefined };
};
const foundIn = ({ fail }: { fail?: JsonObject | undefined }): string => JSON.stringify((fail?.checks as JsonObject[] | undefined)?.map(each => each.info) ?? null);

describe('guardrails', () => {
  it('takes keywords as words, whatever they are made of', async () => {
    expect((await check('unclassified', { keywords: 'class' })).fail).toBeUndefined();
    expect(foundIn(await check('C++ (Größe) kostet 5$', { keywords: 'c++, größe, 5$, (' }))).toBe('[{"matchedKeywords":["C++","Größe","5$"]}]');
    expect((await check('anything', { keywords: ' , ' })).pass).toMatchObject({ checks: [{ triggered: false }] });
  });
  it('finds secrets by their beginnings and by chance', async () => {
    const key = 'AKIAIOSFODNN7EXAMPLE';
    for (const permissiveness of ['strict', 'balanced', 'permissive']) expect(foundIn(await check(`use ${key}`, { secretKeys: { value: { permissiveness } } })), permissiveness).toContain(key);
    expect((await check('report_2024-01-01.pdf', { secretKeys: { value: { permissiveness: 'balanced' } } })).fail).toBeUndefined();
  });
  it('masks what it finds, and names of expressions that look like replacements', async () => {
    expect((await check('a $1 b ID-7 ID-7', { customRegex: { regex: [{ name: '$&', value: 'ID-\\d' }] } }, { operation: 'sanitize' })).pass?.guardrailsInput).toBe('a $1 b <$&> <$&>');
  });
  it('says what is wrong with an expression, and with no rule at all', async () => {
    await expect(check('x', { customRegex: { regex: [{ name: 'n', value: '(?<=a)b' }] } })).rejects.toThrow('cannot be used');
    await expect(check('x', {})).rejects.toThrow('No guardrail is chosen');
    await expect(check('x', { jailbreak: { value: {} } })).rejects.toThrow('No model is connected');
  });
  it('reads texts made to be slow, up to a length', async () => {
    const started = Date.now();
    const nasty = ['a'.repeat(40_000), '1 '.repeat(20_000), 'a.'.repeat(20_000), 'http://'.repeat(5_000), 'a@'.repeat(20_000)].join('');
    await check(nasty, { pii: { value: { type: 'all' } }, urls: { value: {} }, secretKeys: { value: {} }, keywords: 'x' });
    // Minutes, were anything in it quadratic.
    expect(Date.now() - started).toBeLessThan(20_000);
    await expect(check('x'.repeat(200_001), { keywords: 'x' })).rejects.toThrow('too long');
  });
});
