// The sandbox does what n8n's Code node does.
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildChild, type TestSandbox, testSandbox } from './testing';

let box: TestSandbox;
let remove: () => void;
beforeAll(async () => {
  const built = await buildChild();
  remove = built.remove;
  box = testSandbox({ childPath: built.childPath, limits: { timeMs: 3000 } });
});
afterAll(() => {
  box.close();
  remove();
});

const items = [{ json: { n: 1 } }, { json: { n: 2 } }];
const output = async (code: string, context = {}) => (await box.run(code, { items, context })).result;

describe('code for all items', () => {
  it('reads and changes items', async () => {
    expect(await output('for (const item of $input.all()) item.json.double = item.json.n * 2;\nreturn items;')).toEqual({
      output: [{ json: { n: 1, double: 2 } }, { json: { n: 2, double: 4 } }],
      returned: true,
    });
  });
  it('tells nothing from null', async () => {
    expect(await output('return')).toEqual({ output: null, returned: false });
    expect(await output('return null')).toEqual({ output: null, returned: true });
  });
  it('waits for promises and timers', async () => {
    expect(await output('const a = await Promise.resolve(1); await new Promise(done => setTimeout(done, 20)); return { a, first: $input.first().json.n, last: $input.last().json.n, json: $json.n };')).toMatchObject({
      output: { a: 1, first: 1, last: 2, json: 1 },
    });
  });
  it('says so when it waits for what never happens', async () => {
    await expect(box.run('await new Promise(() => {})')).rejects.toMatchObject({ code: 'CODE', message: 'The code waits for something that never happens' });
  });
  it('keeps the JSON rules of n8n', async () => {
    expect(await output('return [{ json: { d: new Date(0), u: undefined, n: NaN, f() {}, m: new Map([[1, 2]]) } }]')).toMatchObject({ output: [{ json: { d: '1970-01-01T00:00:00.000Z', n: null, m: {} } }] });
  });
  it.each([
    ['throw new Error("boo")', 'boo [line 1]'],
    ['\n\nthrow new Error("oops")', 'oops [line 3]'],
    ['const f = () => {\n  null.x;\n};\nawait 1;\nf();', "Cannot read properties of null (reading 'x') [line 2]"],
    ['throw { message: "m", a: 1 }', 'm'],
    ['throw "text"', '"text"'],
    ['return nope', 'nope is not defined [line 1]'],
    ['\nconst x = ;', "unexpected token in expression: ';' [line 2]"],
    ['return $("Gone").all()', "The node 'Gone' has not run, or there is no such node. Check with $('Gone').isExecuted [line 1]"],
    ['require("fs")', "Module 'fs' is not available in code. There are: crypto, buffer, url, querystring, path, util, luxon [line 1]"],
    ['return () => 1', 'The code returned a function, which is no data'],
  ])('reports %j', async (code, message) => {
    await expect(box.run(code)).rejects.toMatchObject({ code: 'CODE', name: 'NodeError', message });
  });
});

describe('modules', () => {
  const value = async (code: string) => ((await output(code)) as { output: unknown }).output;
  it('crypto', async () => {
    expect(await value("const c = require('crypto'); return { h: c.createHash('sha256').update('a').update(Buffer.from('b')).digest('hex'), m: c.createHmac('md5', 'k').update('é').digest('base64'), b: Buffer.isBuffer(c.createHash('md5').update('').digest()), r: c.randomBytes(8).length, u: c.randomUUID().length, i: c.randomInt(5, 6), v: c.getRandomValues(new Uint8Array(4)).length, e: c.timingSafeEqual(Buffer.from('a'), Buffer.from('a')) }")).toEqual({
      h: createHash('sha256').update('ab').digest('hex'), m: createHmac('md5', 'k').update('é').digest('base64'), b: true, r: 8, u: 36, i: 5, v: 4, e: true,
    });
    await expect(box.run("require('crypto').createHash('nope')")).rejects.toThrow('Digest method not supported: nope');
    await expect(box.run("require('crypto').randomBytes(1e9)")).rejects.toThrow('between 0 and 65536');
  });
  it('url and querystring', async () => {
    expect(await value("const u = new URL('/a b?x=1&y=é&x=2#h', 'https://u:p@example.com:8080'); u.searchParams.set('x', '3 4'); u.searchParams.append('z', 'a&b'); u.hash = ''; return { s: String(u), host: u.host, path: u.pathname, y: u.searchParams.get('y'), json: JSON.stringify({ u }), bad: require('url').URL.canParse('nope') }")).toEqual({
      s: 'https://u:p@example.com:8080/a%20b?x=3+4&y=%C3%A9&z=a%26b', host: 'example.com:8080', path: '/a%20b', y: 'é', json: '{"u":"https://u:p@example.com:8080/a%20b?x=3+4&y=%C3%A9&z=a%26b"}', bad: false,
    });
    expect(await value("const q = require('node:querystring'); return { p: q.parse('a=1&a=2&b=x%20y'), s: q.stringify({ a: [1, 2], b: 'x y' }), u: require('url').parse('https://a.example/b?c=1').query, f: [...new URLSearchParams({ a: 1, b: '~!' })], t: new URLSearchParams([['k', 'v w']]).toString() }")).toEqual({ p: { a: ['1', '2'], b: 'x y' }, s: 'a=1&a=2&b=x%20y', u: 'c=1', f: [['a', '1'], ['b', '~!']], t: 'k=v+w' });
    await expect(box.run("new URL('nope')")).rejects.toThrow('Invalid URL [line 1]');
  });
  it('path, util, buffer and luxon', async () => {
    expect(await value("const p = require('path'); return [p.join('/a', '../b', 'c.txt'), p.basename('/x/y.tar.gz', '.gz'), p.extname('a.b/c.txt'), p.extname('.rc'), p.dirname('/a/b'), p.resolve('/a', 'b', '../c'), p.relative('/a/b', '/a/c/d'), p.normalize('a//b/./../c/'), p.parse('/h/f.txt').name]")).toEqual(['/b/c.txt', 'y.tar', '.txt', '', '/a', '/a/c', '../c/d', 'a/c/', 'f']);
    expect(await value("const u = require('util'); return [u.format('%s has %d%%', 'x', 5), u.isDeepStrictEqual({ a: [1] }, { a: [1] }), await u.promisify((x, done) => done(null, x + 1))(1), require('buffer').Buffer.from('hi').toString('hex'), require('luxon').DateTime.fromISO('2024-01-01').toISODate()]")).toEqual(['x has 5%', true, 2, '6869', '2024-01-01']);
  });
});

describe('earlier runs of a node', () => {
  const nodes = { Loop: { items: [[{ json: { n: 3 } }]], runIndex: 2, runs: [[[{ json: { n: 1 } }]], null, [[{ json: { n: 3 } }]]] } };
  it('are read by their number', async () => {
    expect(await output("return { first: $('Loop').first(0, 0).json.n, all: $('Loop').all(0, 2).length, last: $('Loop').last().json.n, minus: $('Loop').all(0, -1)[0].json.n, old: $items('Loop', 0, 0)[0].json.n }", { nodes })).toMatchObject({ output: { first: 1, all: 1, last: 3, minus: 3, old: 1 } });
    await expect(box.run("return $('Loop').all(0, 9)", { items, context: { nodes } })).rejects.toThrow("The node 'Loop' has no run 9");
  });
});

describe('code for each item', () => {
  it('sees one item at a time and goes on after an error when asked to', async () => {
    const code = 'if ($json.n === 2) throw new Error("two");\nreturn { i: $itemIndex, n: item.json.n, same: $input.item === item };';
    const run = async (continueOnFail: boolean) => (await box.run(code, { mode: 'eachItem', items: [...items, { json: { n: 3 } }], context: { continueOnFail } })).result;
    expect(await run(true)).toMatchObject({ output: [{ value: { i: 0, n: 1, same: true } }, { error: { message: 'two [line 1]' } }, { value: { i: 2, n: 3 } }] });
    expect(await run(false)).toMatchObject({ output: [{ value: { i: 0 } }, { error: { message: 'two [line 1]' } }] });
  });
  it('follows lineage', async () => {
    const context = { nodes: { A: { items: [[{ json: { a: 1 } }, { json: { a: 2 } }]], runIndex: 0 } }, lineage: [{ A: { json: { a: 2 } } }, { A: null }] };
    const { result } = await box.run('return { a: $("A").item.json.a }', { mode: 'eachItem', items, context: { ...context, continueOnFail: true } });
    expect(result).toMatchObject({ output: [{ value: { a: 2 } }, { error: { message: expect.stringContaining("Paired item data for 'A' is unavailable") } }] });
  });
});

describe('what code finds', () => {
  const context = {
    nodes: { 'My node': { items: [[{ json: { a: 1 } }], [{ json: { a: 9 } }]], output: 1, runIndex: 2, params: { p: 1 }, context: { done: true } } },
    prevNode: { name: 'My node', outputIndex: 1, runIndex: 2 },
    workflow: { id: 'w', name: 'W' },
    execution: { id: 'e', mode: 'test' },
    vars: { v: 'x' },
    timezone: 'Asia/Tokyo',
    staticData: { global: { seen: 1 }, node: {} },
    files: [{ data: 'aGk=' }],
  };
  it('other nodes, by both spellings', async () => {
    expect(
      await output('const n = $("My node");\nreturn { all: n.all().length, port0: n.first(0).json.a, port1: n.first().json.a, legacy: $node["My node"].json.a, items: $items("My node", 0).length, run: n.isExecuted, no: $("X").isExecuted, params: n.params.p, prev: $prevNode.name, wf: $workflow.name, ex: $execution.mode, v: $vars.v, done: n.context.done };', context),
    ).toMatchObject({ output: { all: 1, port0: 1, port1: 9, legacy: 9, items: 1, run: true, no: false, params: 1, prev: 'My node', wf: 'W', ex: 'test', v: 'x', done: true } });
  });
  it('dates in the zone of the workflow', async () => {
    expect(
      await output('return { zone: $now.zoneName, text: DateTime.fromISO("2026-01-02T03:04:05Z").setZone("America/New_York").toFormat("yyyy-MM-dd HH:mm ZZZZ"), tokyo: DateTime.fromMillis(0).toISO(), plus: DateTime.fromISO("2026-03-29T00:30", { zone: "Europe/Berlin" }).plus({ hours: 2 }).toISO(), days: Math.round(Interval.fromDateTimes(DateTime.fromISO("2026-01-01"), DateTime.fromISO("2026-02-01")).length("days")), month: DateTime.fromISO("2026-05-01").setLocale("de").monthLong };', context),
    ).toMatchObject({ output: { zone: 'Asia/Tokyo', text: '2026-01-01 22:04 EST', tokyo: '1970-01-01T09:00:00.000+09:00', plus: '2026-03-29T03:30:00.000+02:00', days: 31, month: 'Mai' } });
  });
  it('locale text of dates and numbers', async () => {
    expect(await output('return { n: (1234.5).toLocaleString("de-DE"), d: new Date(0).toLocaleDateString("en-GB", { timeZone: "UTC" }), c: new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(5) }')).toMatchObject({
      output: { n: '1.234,5', d: '01/01/1970', c: '$5.00' },
    });
  });
  it('static data, and hands back what became of it', async () => {
    expect(await output('const data = $getWorkflowStaticData("global"); data.seen++; return [];', context)).toMatchObject({ output: [], staticData: { global: { seen: 2 }, node: {} } });
  });
  it('bytes', async () => {
    expect(
      await output('const b = await this.helpers.getBinaryDataBuffer(0, "data"); const file = await this.helpers.prepareBinaryData(Buffer.from("hé"), "a.txt", "text/plain"); return { text: b.toString(), hex: Buffer.from("hé€😀").toString("hex"), back: Buffer.from("aMOp", "base64").toString(), file, b64: btoa("hi"), enc: new TextEncoder().encode("é").length, copy: structuredClone({ a: [1, { b: 2 }] }), jm: $jmespath({ a: [{ b: 1 }, { b: 2 }] }, "a[].b") };', context),
    ).toMatchObject({
      output: { text: 'hi', hex: Buffer.from('hé€😀').toString('hex'), back: 'hé', file: { data: 'aMOp', mimeType: 'text/plain', fileName: 'a.txt', fileSize: 3 }, b64: 'aGk=', enc: 2, copy: { a: [1, { b: 2 }] }, jm: [1, 2] },
    });
  });
  it('a console whose lines come back', async () => {
    const { logs } = await box.run('console.log("hi", { a: 1 }, [1n]); console.warn(null, undefined); console.error(new Error("e")); return []');
    expect(logs).toEqual([{ level: 'info', text: 'hi {"a":1} ["1n"]' }, { level: 'warn', text: 'null undefined' }, { level: 'error', text: 'Error: e' }]);
  });
});
