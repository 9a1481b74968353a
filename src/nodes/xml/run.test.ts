// XML, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { xml } from './definition';
import { runXml } from './run';

const text = '<?xml version="1.0"?><root a="1"><item id="x">text</item><item>two</item><empty/><n>5</n><deep><k> v </k></deep><c><![CDATA[<b>]]></c></root>';
const run = async (parameters: JsonObject, item: JsonObject = { data: text }) => jsonOf(outputsOf(await runXml(testContext(xml, { items: [item], parameters })))[0])[0];
const written = async (item: JsonObject, options: JsonObject = {}) => (await run({ mode: 'jsonToxml', options }, item)) as { data: string };

describe('XML to JSON', () => {
  it('merges attributes and keeps texts', async () => {
    expect(await run({})).toEqual({ root: { a: '1', item: [{ _: 'text', id: 'x' }, 'two'], empty: '', n: '5', deep: { k: ' v ' }, c: '<b>' } });
  });
  it('takes options', async () => {
    expect(await run({ options: { explicitArray: true, mergeAttrs: false } })).toEqual({ root: { $: { a: '1' }, item: [{ _: 'text', $: { id: 'x' } }, 'two'], empty: [''], n: ['5'], deep: [{ k: [' v '] }], c: ['<b>'] } });
    expect(await run({ options: { explicitRoot: false, trim: true, normalizeTags: true, ignoreAttrs: true } })).toEqual({ item: ['text', 'two'], empty: '', n: '5', deep: { k: 'v' }, c: '<b>' });
  });
  it('decodes entities and reads nested fields', async () => expect(await run({ dataPropertyName: 'a.b' }, { a: { b: '<r>&lt;&#233;&amp;</r>' } })).toEqual({ r: '<é&' }));
  it.each([
    ['<a>', "Unclosed tag 'a'"],
    ['', 'Start tag expected'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'entity declarations'],
    ['<__proto__>1</__proto__>', 'cannot be read'],
  ])('refuses %s', async (data, message) => expect(run({}, { data })).rejects.toThrow(message));
  it('refuses a missing field', async () => expect(run({ dataPropertyName: 'nope' })).rejects.toThrow('The item has no field "nope"'));
});

describe('JSON to XML', () => {
  const item: JsonObject = { root: { $: { a: '1' }, item: ['x', 'y'], deep: { k: 'v & <w>' }, n: 5, e: null, m: { _: 'txt', $: { q: 2 } }, b: true, d: '' } };
  const body = '<root a="1">\n  <item>x</item>\n  <item>y</item>\n  <deep>\n    <k>v &amp; &lt;w&gt;</k>\n  </deep>\n  <n>5</n>\n  <e/>\n  <m q="2">txt</m>\n  <b>true</b>\n  <d/>\n</root>';
  it('uses a single key as root', async () => expect(await written(item)).toEqual({ data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}` }));
  it('wraps in a named root', async () => expect((await written(item, { headless: true, rootName: 'zz' })).data).toBe(`<zz>\n${body.replace(/^/gm, '  ')}\n</zz>`));
  it('wraps several keys', async () => expect((await written({ a: 1, b: 2 }, { headless: true })).data).toBe('<root>\n  <a>1</a>\n  <b>2</b>\n</root>'));
  it('can use CDATA', async () => expect((await written({ r: { a: 'x]]>&' } }, { headless: true, cdata: true })).data).toBe('<r>\n  <a><![CDATA[x]]]]><![CDATA[>&]]></a>\n</r>'));
  it('puts the text under the field name as it stands', async () => expect(await run({ mode: 'jsonToxml', dataPropertyName: 'out.x', options: { headless: true } }, { a: 1 })).toEqual({ 'out.x': '<a>1</a>' }));
  it('escapes attributes and refuses names that are none', async () => {
    expect((await written({ r: { $: { a: '"<\n' } } }, { headless: true })).data).toBe('<r a="&quot;&lt;&#xA;"/>');
    await expect(written({ r: { 'x><evil': 1 } })).rejects.toThrow('cannot be the name');
  });
});
