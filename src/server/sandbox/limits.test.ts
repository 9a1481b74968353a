// Abuse of the sandbox: the rows of security.md 3D that concern code, by number.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildChild, type TestSandbox, testSandbox } from './testing';

const TIME_MS = 600;
let childPath: string;
let remove: () => void;
let box: TestSandbox;

beforeAll(async () => {
  ({ childPath, remove } = await buildChild());
  box = testSandbox({ childPath, limits: { timeMs: TIME_MS }, size: 1 });
});
afterAll(() => {
  box.close();
  remove();
});
beforeEach(async () => {
  // A child is there, so that times below do not count its start.
  await box.run('return []');
});

/**
 * Runs code; how it ended, how long it took, and how many milliseconds of it this process itself worked. Code that held
 * up its event loop for 50 ms (X1) would show there, whatever else the machine is doing; pauses between ticks would not tell.
 */
async function measure(code: string): Promise<{ kind: string; message: string; ms: number; busy: number }> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const ended = await box.run(code).then(
    ({ result }) => ({ kind: 'OK', message: JSON.stringify(result) }),
    (error: { code: string; message: string }) => ({ kind: error.code, message: error.message }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return { ...ended, ms: performance.now() - started, busy: (user + system) / 1000 };
}

const stillWorks = async (): Promise<void> => {
  expect((await box.run('return { ok: 1 }')).result).toMatchObject({ output: { ok: 1 } });
};

describe('time', () => {
  it.each([
    ['X1 endless loop', 'while (true) {}'],
    ['X2 endless promises', 'await (async () => { while (true) await 1 })()'],
    ['X2 endless promises nobody waits for', '(async () => { while (true) await 1 })(); await new Promise(() => {})'],
    ['X13 endless timers', 'setInterval(() => {}, 1); await new Promise(() => {})'],
    ['X1 a wait longer than the limit', 'await new Promise(done => setTimeout(done, 60000))'],
  ])('%s ends at the limit', async (_name, code) => {
    const { kind, ms, busy } = await measure(code);
    expect(kind).toBe('TIMEOUT');
    expect(ms).toBeGreaterThan(TIME_MS - 20);
    // Before the parent's own kill, half a second later.
    expect(ms).toBeLessThan(TIME_MS + 450);
    expect(busy).toBeLessThan(50);
    await stillWorks();
  });

  it.each([
    ['X8 regular expression', 'return /^(a+)+$/.test("a".repeat(40) + "!")'],
    ['X4 sparse array', "return (new Array(1e9) + '').length"],
    ['X5 big integer', 'return (2n ** 20000000n).toString().length'],
    ['X6 long text', 'let s = "x".repeat(2 ** 26); s = s + s; return s.replace(/x/g, "yy").length'],
  ])('%s is stopped from outside at the latest', async (_name, code) => {
    const { kind, ms, busy } = await measure(code);
    expect(['TIMEOUT', 'MEMORY_LIMIT', 'CODE', 'CRASHED']).toContain(kind);
    expect(ms).toBeLessThan(TIME_MS + 500 + 1000);
    expect(busy).toBeLessThan(50);
    await stillWorks();
  });

  it('X13 leaves nothing running behind a finished run', async () => {
    const { result } = await box.run('setTimeout(() => { throw new Error("late") }, 1); Promise.resolve().then(() => { globalThis.late = 1 }); return { ok: 1 }');
    expect(result).toMatchObject({ output: { ok: 1 } });
    expect((await box.run('return { late: typeof globalThis.late }')).result).toMatchObject({ output: { late: 'undefined' } });
  });

  it('is given back at once when the run is cancelled', async () => {
    const controller = new AbortController();
    const run = box.run('while (true) {}', { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    await stillWorks();
  });
});

describe('memory and stack', () => {
  it.each([
    ['X3 texts', 'let s = "x"; for (;;) s += s + "y"'],
    ['X3 lists', 'const a = []; for (;;) a.push(new Array(1000).fill(1.5))'],
    ['X3 objects', 'const a = []; for (;;) a.push({ a: {}, b: {} })'],
    ['X3 buffers', 'const a = []; for (;;) a.push(new ArrayBuffer(1e6))'],
    ['X3 caught and tried again', 'const a = []; for (;;) { try { for (;;) a.push(new ArrayBuffer(1e6)) } catch {} }'],
  ])('%s stay within bounds', async (_name, code) => {
    const { kind, ms } = await measure(code);
    expect(['MEMORY_LIMIT', 'TIMEOUT']).toContain(kind);
    expect(ms).toBeLessThan(TIME_MS + 500 + 1000);
    await stillWorks();
  });

  it.each([
    ['calls', 'const f = () => f() + 1; return f()'],
    ['getters', 'const o = { get a() { return this.a } }; return o.a'],
    ['JSON', 'let o = []; for (let i = 0; i < 1e6; i++) o = [o]; return [{ json: { o } }]'],
    ['toString', 'const a = []; a.toString = () => String(a); return String(a)'],
  ])('X7 deep %s end as an error', async (_name, code) => {
    const { kind } = await measure(code);
    expect(['STACK_OVERFLOW', 'MEMORY_LIMIT', 'CODE', 'TIMEOUT']).toContain(kind);
    await stillWorks();
  });
  it('X7 is named', async () => expect((await measure('const f = () => f() + 1; return f()')).kind).toBe('STACK_OVERFLOW'));
  it('X3 is named, given the time', async () => {
    const patient = testSandbox({ childPath, size: 1 });
    await expect(patient.run('const a = []; for (;;) a.push(new ArrayBuffer(1e6))')).rejects.toMatchObject({ code: 'MEMORY_LIMIT', message: expect.stringContaining('more memory than it may have') });
    patient.close();
  });
});

describe('what comes out', () => {
  it('X14 an unhandled rejection is an error of the execution, not of the process', async () => {
    expect(await measure('await Promise.reject(new Error("no"))')).toMatchObject({ kind: 'CODE', message: 'no [line 1]' });
    expect(await measure('Promise.reject(new Error("no")); return { ok: 1 }')).toMatchObject({ kind: 'OK' });
    await stillWorks();
  });
  it('X15 logs are cut', async () => {
    const { logs } = await box.run('const line = "x".repeat(10000); for (let i = 0; i < 5000; i++) console.log(line); return []');
    expect(logs.reduce((sum, line) => sum + line.text.length, 0)).toBeLessThan(257 * 1024);
    expect(logs.at(-1)?.text.endsWith('… (log cut at its limit)')).toBe(true);
  });
  it('X16 too much data is refused', async () => {
    expect(await measure('return [{ json: { s: "x".repeat(6 * 1024 * 1024) } }]')).toMatchObject({ kind: 'OUTPUT_LIMIT' });
    await stillWorks();
  });
  it.each([
    ['a cycle', 'const a = {}; a.a = a; return a', 'cannot be written as JSON'],
    ['a BigInt', 'return { n: 1n }', 'cannot be written as JSON'],
    ['a function', 'return () => 1', 'which is no data'],
    ['a symbol', 'return Symbol("x")', 'which is no data'],
  ])('X16 %s is refused with a reason', async (_name, code, reason) => {
    const { kind, message } = await measure(code);
    expect(kind).toBe('CODE');
    expect(message).toContain(reason);
  });
  it('X11 toJSON, getters and proxies are read inside', async () => {
    const { result } = await box.run('return [{ json: { a: { toJSON() { return "made" } }, get b() { return 2 }, p: new Proxy({ x: 1 }, {}) } }]');
    expect(result).toMatchObject({ output: [{ json: { a: 'made', b: 2, p: { x: 1 } } }] });
    expect(await measure('return { toJSON() { throw new Error("gotcha") } }')).toMatchObject({ kind: 'CODE' });
  });
  it.each([
    ['null', 'throw null', 'null'],
    ['undefined', 'throw undefined', 'undefined'],
    ['a long text', 'throw "x".repeat(1e6)', 'xxx'],
    ['a getter that throws', 'throw { get message() { throw new Error("inner") } }', 'The code threw something that cannot be shown'],
    ['a toString that throws', 'throw { toString() { throw 1 }, toJSON() { throw 2 } }', 'The code threw something that cannot be shown'],
  ])('X17 %s can be thrown', async (_name, code, text) => {
    const { kind, message } = await measure(code);
    expect(kind).toBe('CODE');
    expect(message).toContain(text);
    expect(message.length).toBeLessThanOrEqual(4096);
  });
  it('X12 what code patches is gone in the next run', async () => {
    await box.run('Array.prototype.map = () => "stolen"; JSON.parse = () => "stolen"; Object.prototype.polluted = 1; globalThis.left = 1; return []').catch(() => undefined);
    const { result } = await box.run('return { map: [1].map(x => x + 1), parsed: JSON.parse("{}"), polluted: typeof ({}).polluted, left: typeof globalThis.left }');
    expect(result).toMatchObject({ output: { map: [2], parsed: {}, polluted: 'undefined', left: 'undefined' } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  it('B5 polluted keys stay data', async () => {
    const { result } = await box.run('return [{ json: JSON.parse(\'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\') }]');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.stringify(result)).toContain('__proto__');
  });
});

const CANARY = 'weft-canary-7f3a';

describe('escape', () => {
  it.each([
    ['X9', 'require("fs").readFileSync("/etc/passwd")'],
    ['X9', 'return (await import("fs")).readFileSync("/etc/passwd")'],
    ['X9', 'return process.env'],
    ['X9', 'return globalThis.process.mainModule.require("child_process")'],
    ['X9', 'return process.binding("fs")'],
    ['X10', 'return this.constructor.constructor("return process")().env'],
    ['X10', 'return (() => {}).constructor("return process.env")()'],
    ['X10', 'return (async () => {}).constructor("return process.env")()'],
    ['X10', 'return (function* () {}).constructor("return process.env")().next()'],
    ['X10', 'const k = "const" + "ructor"; return $json[k][k]("return process.env")()'],
    ['X10', 'return `${[]["filter"][`constructor`]("return process.env")()}`'],
    ['X10', 'return Reflect.construct(Function, ["return process.env"])()'],
    ['X10', 'return eval("process.env")'],
    ['X10', 'Error.prepareStackTrace = (_, s) => s; return new Error().stack[0].getThis()'],
    ['X10', 'try { null.x } catch (e) { return e.constructor.constructor("return process.env")() }'],
    ['X10', 'try { console.log.call() } catch (e) { return e.constructor.constructor("return process.env")() }'],
    ['X10', 'with (console) { return log.constructor("return process.env")() }'],
    ['X10', 'return \\u0070rocess.env'],
    ['X10', 'return ((x = this.constructor.constructor("return process.env")()) => x)()'],
    ['X10', 'return String.raw.constructor`return process.env`()'],
    ['X10', 'return new Proxy(function () {}, { apply() { return process.env } })()'],
    ['X10', 'class A extends Array { static get [Symbol.species]() { return function () { return process } } }; return new A(1).map(x => x).env'],
    ['X10', '}); return process.env; (function () {'],
    ['X19', 'return await (await fetch("http://127.0.0.1:1/")).text()'],
    ['X19', 'new WebSocket("ws://127.0.0.1:1"); return []'],
    ['X19', 'new XMLHttpRequest(); return []'],
  ])('%s %s comes to nothing', async (_number, code) => {
    process.env.WEFT_CANARY = CANARY;
    const { kind, message } = await measure(code);
    delete process.env.WEFT_CANARY;
    expect(['CODE', 'OK']).toContain(kind);
    expect(message).not.toContain(CANARY);
    expect(message).not.toContain('root:');
    if (kind === 'OK') expect(JSON.parse(message)).toMatchObject({ output: null });
    await stillWorks();
  });

  it('X18 shared memory and WebAssembly are absent', async () => {
    expect((await box.run('return { w: typeof WebAssembly, s: typeof SharedArrayBuffer, a: typeof Atomics, wk: typeof Worker }')).result).toMatchObject({
      output: { w: 'undefined', s: 'undefined', a: 'undefined', wk: 'undefined' },
    });
  });

  it('A3 the guest sees these globals and no other', async () => {
    const { result } = await box.run('return { names: Object.getOwnPropertyNames(globalThis).sort() }');
    const { output } = result as { output: { names: string[] } };
    expect(output.names).toEqual(GLOBALS);
  });

  it.runIf(process.getuid?.() === 0 && existsSync('/proc/self/status'))('X20 as root it gives its rights away, where the files allow it', async () => {
    const uidOf = (path: string): string => {
      const line = execFileSync('ps', ['-eo', 'uid,args'], { encoding: 'utf8' }).split('\n').find(each => each.includes(path));
      return line?.trim().split(' ')[0] ?? '';
    };
    const open = await buildChild();
    chmodSync(dirname(open.childPath), 0o755);
    const nobody = testSandbox({ childPath: open.childPath, size: 1 });
    expect((await nobody.run('return { ok: 1 }')).result).toMatchObject({ output: { ok: 1 } });
    expect(uidOf(open.childPath)).toBe('65534');
    nobody.close();
    open.remove();
    expect(uidOf(childPath)).toBe('0');
  });

  it.runIf(existsSync('/proc/self/environ'))('X20 A1 the process holds nothing and may do nothing', () => {
    const list = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
    const pids = list.split('\n').filter(line => line.includes(childPath)).map(line => Number(line.trim().split(' ')[0]));
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) {
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toBe('');
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      expect(args.some(arg => arg.endsWith('permission'))).toBe(true);
      expect(args).not.toContain('--allow-child-process');
      expect(args).not.toContain('--allow-fs-write');
    }
  });
});

const LANGUAGE =
  'AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array InternalError Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape';
const OURS =
  '$ $binary $data $env $execution $getWorkflowStaticData $if $ifEmpty $input $item $itemIndex $items $jmesPath $jmespath $json $mode $node $nodeId $nodeVersion $now $parameter $prevNode $runIndex $self $today $vars $webhookId $workflow Buffer DateTime Duration Intl Interval TextDecoder TextEncoder atob btoa clearImmediate clearInterval clearTimeout console getWorkflowStaticData helpers items queueMicrotask setImmediate setInterval setTimeout structuredClone';
const GLOBALS = `${LANGUAGE} ${OURS}`.split(' ').sort();

describe('tenants', () => {
  it('A5 a child never serves two organizations', async () => {
    const pids = async (): Promise<string> => execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n').filter(line => line.includes(childPath)).map(line => line.trim().split(' ')[0]).join();
    await box.run('return []', { org: 'one' });
    const first = await pids();
    await box.run('return []', { org: 'one' });
    expect(await pids()).toBe(first);
    await box.run('return []', { org: 'two' });
    const second = await pids();
    expect(second).not.toBe(first);
  });

  it('G14 one organization cannot keep the only child from another', async () => {
    const order: string[] = [];
    const one = Array.from({ length: 4 }, (_, n) => box.run('await new Promise(done => setTimeout(done, 40)); return []', { org: 'one' }).then(() => order.push(`one${n}`)));
    const two = box.run('return []', { org: 'two' }).then(() => order.push('two'));
    await Promise.all([...one, two]);
    expect(order.indexOf('two')).toBe(1);
  });
});
