// HTML, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext, testFiles, type TestRun } from '../testing';
import { html } from './definition';
import { runHtml } from './run';

const page = '<html><body><h1> Hello <b>World</b> </h1><ul><li class="i" data-k="1">One</li><li class="i" data-k="2">Two</li></ul><a href="/x?y=1">link</a><input value="val"><p>a\n\n b</p></body></html>';
const run = async (parameters: JsonObject, items: (JsonObject | Item)[] = [{ data: page }], more: TestRun = {}) => jsonOf(outputsOf(await runHtml(testContext(html, { items, parameters, ...more })))[0]);
const extract = (values: JsonObject[], more: JsonObject = {}): JsonObject => ({ operation: 'extractHtmlContent', extractionValues: { values }, ...more });

describe('extract', () => {
  it('texts, lists, attributes, HTML and values', async () => {
    const rules: JsonObject[] = [{ key: 'title', cssSelector: 'h1' }, { key: 'items', cssSelector: '.i', returnArray: true }, { key: 'first', cssSelector: '.i' }, { key: 'href', cssSelector: 'a', returnValue: 'attribute', attribute: 'href' }, { key: 'inner', cssSelector: 'h1', returnValue: 'html' }, { key: 'val', cssSelector: 'input', returnValue: 'value' }, { key: 'no', cssSelector: '.zzz' }, { key: 'nos', cssSelector: '.zzz', returnArray: true }, { key: 'ks', cssSelector: 'li', returnValue: 'attribute', attribute: 'data-k', returnArray: true }, { key: 'p', cssSelector: 'p' }];
    expect(await run(extract(rules), [{ data: page }, { data: '<p>none</p>' }])).toEqual([
      { title: 'Hello World', items: ['One', 'Two'], first: 'One', href: '/x?y=1', inner: ' Hello <b>World</b> ', val: 'val', no: '', nos: [], ks: ['1', '2'], p: 'a b' },
      { title: '', items: [], first: '', no: '', nos: [], ks: [], p: 'none' },
    ]);
  });
  it('skips parts', async () => expect(await run(extract([{ key: 't', cssSelector: 'h1', skipSelectors: 'b' }]))).toEqual([{ t: 'Hello' }]));
  it('from lists of texts, nested fields and files', async () => {
    expect(await run(extract([{ key: 't', cssSelector: 'p' }], { dataPropertyName: 'n.list' }), [{ n: { list: ['<p>1</p>', '<p>2</p>'] } }])).toEqual([{ t: '1' }, { t: '2' }]);
    const file = { id: 'f', mimeType: 'text/html', fileSize: 1 };
    const { files } = testFiles({ [file.id]: '<p>file</p>' });
    expect(await run(extract([{ key: 't', cssSelector: 'p' }], { sourceData: 'binary' }), [{ json: {}, binary: { data: file } }], { tools: { files } })).toEqual([{ t: 'file' }]);
  });
  it('untidied in version 1', async () => {
    expect(await run(extract([{ key: 'title', cssSelector: 'h1' }, { key: 'no', cssSelector: '.zzz' }, { key: 'p', cssSelector: 'p' }]), undefined, { typeVersion: 1 })).toEqual([{ title: ' Hello World ', p: 'a\n\n b' }]);
  });
  it('refuses what is not there, for its item', async () => {
    await expect(run(extract([{ key: 't', cssSelector: 'p' }], { dataPropertyName: 'nope' }))).rejects.toThrow('No property named "nope" exists!');
    await expect(run(extract([{ key: 't', cssSelector: 'p[' }]))).rejects.toThrow('cannot be used');
    await expect(run(extract([]))).rejects.toThrow('Say which values to extract');
  });
});

describe('write', () => {
  it('fills in a template', async () => {
    const resolve = (value: unknown, index: number) => String(value).replace(/^=/, '').replace('{{ $json.n }}', `#${index}`);
    expect(await run({ html: '<h1>{{ $json.n }}</h1>' }, [{}, {}], { tools: { resolve } })).toEqual([{ html: '<h1>#0</h1>' }, { html: '<h1>#1</h1>' }]);
  });
  it('makes a table', async () => {
    const [made] = await run({ operation: 'convertToHtmlTable', options: { capitalize: true, caption: 'Cap', customStyling: true, cellAttributes: 'class="c"' } }, [{ first_name: 'a', n: 1 }, { n: [1, 2], b: true }]);
    expect((made as JsonObject).table).toBe(
      '<table  ><caption>Cap</caption><thead  ><tr><th>First Name</th><th>N</th><th>B</th></tr></thead><tbody>' +
        '<tr  ><td  class="c">a</td><td  class="c">1</td><td  class="c"></td></tr>' +
        '<tr  ><td  class="c"></td><td  class="c">1,2</td><td  class="c"><input type="checkbox" checked="checked"/></td></tr></tbody></table>',
    );
    expect(((await run({ operation: 'convertToHtmlTable' }, [{ a: 1 }]))[0] as JsonObject).table).toContain("<table style='border-spacing:0;");
  });
});
