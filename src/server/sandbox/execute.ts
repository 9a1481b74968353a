// Runs one piece of a person's code in a QuickJS of its own: fresh WebAssembly instance, fresh runtime, dropped afterwards.
// Part of the sandbox child; imports nothing of the app but this folder.
import type { QuickJSDeferredPromise, QuickJSHandle } from 'quickjs-emscripten';
import { type Guest, makeGuest } from './guest';
import { GUEST_MODULES } from './guest/modules';
import type { FailureKind, JobHead, LogLine } from './protocol';

const STACK_BYTES = 512 * 1024;
const JOBS_PER_BATCH = 256;
/** HTTP requests of one run. */
const MAX_ASKS = 50;
/** What code that caught nothing throws when there is no room left for an error object. */
const NO_ROOM = '{"error":{"message":"null"}}';
const CUT_MARK = '… (log cut at its limit)';

export interface Libraries {
  wasm: WebAssembly.Module;
  /** Source texts, evaluated inside the guest when its code mentions them. */
  luxon: string;
  jmespath: string;
}

/** The way out of this process: requests of the code go out by `ask`, their answers come in by `answered`. */
export interface Outside {
  ask(id: number, request: string): void;
  answered: (id: number, text: string) => void;
}

export type Outcome = ({ ok: true; output: string } | { ok: false; kind: FailureKind; message: string }) & { logs: LogLine[] };

class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

const MESSAGES: Partial<Record<FailureKind, string>> = {
  MEMORY_LIMIT: 'The code needs more memory than it may have',
  STACK_OVERFLOW: 'The code calls itself too deeply (stack overflow)',
};

/** What an error of the engine itself stands for; null for an error of the person's code. */
function engineFailure(message: string, timeMs: number, late: boolean): Failure | null {
  if (/interrupted/i.test(message) && late) return new Failure('TIMEOUT', `The code ran longer than ${timeMs / 1000} seconds`);
  if (/out of memory|string too long/i.test(message)) return new Failure('MEMORY_LIMIT', MESSAGES.MEMORY_LIMIT as string);
  if (/stack overflow|call stack size/i.test(message)) return new Failure('STACK_OVERFLOW', MESSAGES.STACK_OVERFLOW as string);
  return null;
}

class Run {
  readonly logs: LogLine[] = [];
  #logged = 0;
  readonly #deadline: number;

  /** Requests of the code that are not answered yet, and answers the loop has not handed in yet. */
  readonly #asked = new Map<number, QuickJSDeferredPromise>();
  readonly #answers: [number, string][] = [];
  #asks = 0;
  #wake: () => void = () => undefined;

  constructor(
    private readonly guest: Guest,
    private readonly head: JobHead,
    private readonly libraries: Libraries,
    outside: Outside,
  ) {
    const { runtime } = guest;
    guest.asker = (request, answer) => {
      const id = ++this.#asks;
      this.#asked.set(id, answer);
      if (id > MAX_ASKS) this.#answers.push([id, JSON.stringify({ error: `Code may make ${MAX_ASKS} requests in one run` })]);
      else outside.ask(id, request);
    };
    outside.answered = (id, text) => {
      this.#answers.push([id, text]);
      this.#wake();
    };
    guest.listener = (level, text) => this.#log(level, text);
    this.#deadline = Date.now() + head.limits.timeMs;
    runtime.setMemoryLimit(head.limits.heapBytes);
    runtime.setMaxStackSize(STACK_BYTES);
    runtime.setInterruptHandler(() => this.#late);
  }

  get #late(): boolean {
    return Date.now() >= this.#deadline;
  }

  #log(level: string, text: string): void {
    const left = this.head.limits.logChars - this.#logged;
    if (left <= 0) return;
    this.#logged += text.length + 1;
    const known = level === 'debug' || level === 'warn' || level === 'error' ? level : 'info';
    this.logs.push({ level: known, text: text.length >= left ? text.slice(0, Math.max(0, left - CUT_MARK.length)) + CUT_MARK : text });
  }

  /** The value of a guest call, or the failure its exception stands for. */
  #take(result: { value: QuickJSHandle; error?: undefined } | { error: QuickJSHandle }): QuickJSHandle {
    if (result.error === undefined) return result.value;
    const { context } = this.guest;
    const read = (key: string): string => {
      try {
        return context.getProp(result.error as QuickJSHandle, key).consume(handle => (context.typeof(handle) === 'string' ? context.getString(handle) : ''));
      } catch {
        return '';
      }
    };
    const message = read('message') || 'The code failed';
    const line = Number(/code\.js:(\d+)/.exec(read('stack'))?.[1] ?? 0) - 1;
    throw engineFailure(message, this.head.limits.timeMs, this.#late) ?? new Failure('CODE', `${message.slice(0, 4000)}${line > 0 ? ` [line ${line}]` : ''}`);
  }

  /** `{ luxon(), jmespath(), modules() }`: functions that evaluate the library when first called, only where the code mentions it. */
  #libraries(): QuickJSHandle {
    const { context } = this.guest;
    const { code } = this.head;
    const holder = context.newObject();
    const add = (name: string, source: string): void => {
      const handle = this.#take(context.evalCode(`(function () { ${source}\n })`, `${name}.js`));
      context.setProp(holder, name, handle);
      handle.dispose();
    };
    if (/DateTime|Duration|Interval|\$now|\$today|luxon/.test(code)) add('luxon', `${this.libraries.luxon}; return luxon;`);
    if (/jmespath/i.test(code)) add('jmespath', `const exports = {}; ${this.libraries.jmespath}; return exports;`);
    if (/\brequire\b|\bURL/.test(code)) {
      const handle = this.#take(context.evalCode(GUEST_MODULES, 'modules.js'));
      context.setProp(holder, 'modules', handle);
      handle.dispose();
    }
    return holder;
  }

  async run(input: string): Promise<string> {
    const { head } = this;
    const { context, base, roots } = this.guest;
    const text = context.newString(input);
    const start = this.#take(
      context.callFunction(roots, context.undefined, base, text, context.newString(head.mode), this.#libraries(), context.newNumber(head.limits.outputChars), context.global),
    );
    text.dispose();
    const code = this.#take(context.evalCode(`(async function () {\n${head.code}\n})`, 'code.js'));
    const promise = this.#take(context.callFunction(start, context.undefined, code));
    const next = context.getProp(base, 'nextTimer');
    const fire = context.getProp(base, 'fireTimers');
    for (;;) {
      this.#handIn();
      this.#pump();
      const state = context.getPromiseState(promise);
      if (state.type === 'fulfilled') return context.getString(state.value);
      if (state.type === 'rejected') this.#take({ error: state.error });
      const wait = context.getNumber(this.#take(context.callFunction(next, context.undefined)));
      if (!Number.isFinite(wait) && this.#asked.size === 0) throw new Failure('CODE', 'The code waits for something that never happens');
      await this.#pause(Math.min(wait, this.#deadline - Date.now()));
      if (this.#late) throw new Failure('TIMEOUT', `The code ran longer than ${head.limits.timeMs / 1000} seconds`);
      this.#take(context.callFunction(fire, context.undefined));
    }
  }

  /** Milliseconds, or until a request is answered. */
  #pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#answers.length > 0) this.#wake();
    });
  }

  #handIn(): void {
    for (const [id, text] of this.#answers.splice(0)) {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      asked?.resolve(this.guest.context.newString(text));
    }
  }

  /** Runs promise jobs in batches, so that an endless chain of them meets the deadline. */
  #pump(): void {
    while (this.guest.runtime.hasPendingJob()) {
      const done = this.guest.runtime.executePendingJobs(JOBS_PER_BATCH);
      if (done.error !== undefined) this.#take({ error: done.error });
      if (this.#late) throw new Failure('TIMEOUT', `The code ran longer than ${this.head.limits.timeMs / 1000} seconds`);
    }
  }
}

function failureOf(error: unknown, timeMs: number, late: boolean): { kind: FailureKind; message: string } {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  // Thrown out of the engine into its host: a stack the engine did not see coming, or an abort.
  if (error instanceof RangeError) return { kind: 'STACK_OVERFLOW', message: MESSAGES.STACK_OVERFLOW as string };
  return engineFailure(message, timeMs, late) ?? { kind: 'CRASHED', message: 'The code broke the sandbox it ran in' };
}

/** Never throws. After anything but success or `CODE` the process should not be used again. The guest is used up by it. */
export async function execute(head: JobHead, input: string, libraries: Libraries, outside: Outside, made: Promise<Guest> = makeGuest(libraries.wasm)): Promise<Outcome> {
  const started = Date.now();
  let run: Run | null = null;
  try {
    const guest = await made;
    run = new Run(guest, head, libraries, outside);
    const output = await run.run(input);
    if (output.length > head.limits.outputChars + 1000) return { ok: false, kind: 'OUTPUT_LIMIT', message: 'The code returned too much data', logs: run.logs };
    const full = guest.memory.buffer.byteLength > head.limits.heapBytes * 0.8;
    if (full && output === NO_ROOM) throw new Failure('MEMORY_LIMIT', MESSAGES.MEMORY_LIMIT as string);
    return { ok: true, output, logs: run.logs };
  } catch (error) {
    const { kind, message } = failureOf(error, head.limits.timeMs, Date.now() - started >= head.limits.timeMs);
    return { ok: false, kind, message, logs: run?.logs ?? [] };
  }
}
