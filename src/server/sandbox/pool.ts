// The sandbox: a small pool of child processes that run people's code (security.md, 4B). A child serves one organization
// as long as it lives, and is replaced after some runs or when a limit was hit.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { LogLevel, SandboxRequest } from '~/nodes/contract';
import { SandboxError } from './failure';
import type { CodeHttp } from './http';
import { childUser } from './guards';
import { SandboxProcess } from './process';
import { DEFAULT_LIMITS, type FailureKind, type JobHead, type Limits } from './protocol';

export interface SandboxOptions {
  /** Path of the bundled child. */
  childPath: string;
  /** Folder whose node_modules the child reads its libraries from; the working directory by default. */
  modules?: string;
  limits?: Partial<Limits>;
  /** Children that may run at once. */
  size?: number;
}

export interface SandboxAnswer {
  /** `{ output, returned, staticData? }`: see nodes/code/output.ts. */
  result: Json;
  logs: { level: LogLevel; text: string }[];
}

export interface Sandbox {
  /** `http` carries the code's HTTP requests; without it there are none. Rejects with SandboxError (a NodeError): the person's error with its line, a limit, or a crash. */
  run(orgId: string, request: SandboxRequest, signal: AbortSignal, http?: CodeHttp): Promise<SandboxAnswer>;
  close(): void;
}

interface Slot {
  process: SandboxProcess;
  /** Null while it has served nobody. */
  orgId: string | null;
  busy: boolean;
}

interface Waiter {
  orgId: string;
  take: (slot: Slot) => void;
}

class Pool implements Sandbox {
  readonly #slots: Slot[] = [];
  readonly #waiting: Waiter[] = [];
  /** When each organization last got a child, as a count: who was served longest ago goes first. */
  readonly #served = new Map<string, number>();
  #turn = 0;
  readonly #limits: Limits;
  readonly #size: number;
  #closed = false;
  /** As root, children run as nobody; undefined otherwise, or when nobody may not read the files. */
  #user = childUser();

  constructor(private readonly options: SandboxOptions) {
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#size = Math.max(1, options.size ?? 2);
    this.#fork();
  }

  #fork(): Slot {
    const { childPath, modules = process.cwd() } = this.options;
    const slot: Slot = { process: new SandboxProcess({ child: childPath, modules, user: this.#user }, this.#limits), orgId: null, busy: false };
    this.#slots.push(slot);
    return slot;
  }

  #drop(slot: Slot): void {
    slot.process.kill();
    const at = this.#slots.indexOf(slot);
    if (at >= 0) this.#slots.splice(at, 1);
  }

  /** An idle child of this organization, a fresh one, or the place of another organization's idle one. */
  #free(orgId: string): Slot | null {
    for (const slot of [...this.#slots]) if (slot.process.dead && !slot.busy) this.#drop(slot);
    const idle = this.#slots.filter(slot => !slot.busy);
    const own = idle.find(slot => slot.orgId === orgId) ?? idle.find(slot => slot.orgId === null);
    if (own !== undefined) return own;
    if (this.#slots.length < this.#size) return this.#fork();
    const [other] = idle;
    if (other === undefined) return null;
    this.#drop(other);
    return this.#fork();
  }

  #acquire(orgId: string, signal: AbortSignal): Promise<Slot> {
    const slot = this.#free(orgId);
    if (slot !== null) {
      this.#assign(slot, orgId);
      return Promise.resolve(slot);
    }
    return new Promise((resolve, reject) => {
      const take = (given: Slot): void => {
        signal.removeEventListener('abort', stop);
        resolve(given);
      };
      const waiter: Waiter = { orgId, take };
      const stop = (): void => {
        const at = this.#waiting.indexOf(waiter);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(new SandboxError('CANCELLED', 'The code was cancelled'));
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.push(waiter);
    });
  }

  #release(slot: Slot): void {
    slot.busy = false;
    if (slot.process.dead || slot.process.runs >= this.#limits.runsPerChild) this.#drop(slot);
    if (this.#closed) return;
    this.#serve();
    // A spare, so that the next run does not wait for a process to start.
    if (this.#slots.length === 0) this.#fork();
  }

  #assign(slot: Slot, orgId: string): void {
    slot.busy = true;
    slot.orgId = orgId;
    if (this.#served.size > 10_000) this.#served.clear();
    this.#served.set(orgId, ++this.#turn);
  }

  /** The organization that was served longest ago goes first, so that one cannot keep the others waiting. */
  #serve(): void {
    const turnOf = ({ orgId }: Waiter): number => this.#served.get(orgId) ?? 0;
    const waiter = this.#waiting.reduce<Waiter | undefined>((first, each) => (first === undefined || turnOf(each) < turnOf(first) ? each : first), undefined);
    const slot = waiter === undefined ? null : this.#free(waiter.orgId);
    if (waiter === undefined || slot === null) return;
    this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
    this.#assign(slot, waiter.orgId);
    waiter.take(slot);
  }

  async run(orgId: string, request: SandboxRequest, signal: AbortSignal, http?: CodeHttp): Promise<SandboxAnswer> {
    if (this.#closed) throw new SandboxError('CRASHED', 'The sandbox is closed');
    const input = JSON.stringify({ items: request.items, context: request.context });
    const { inputBytes, timeMs, outputChars, logChars, heapBytes } = this.#limits;
    if (input.length > inputBytes) throw new SandboxError('INPUT_LIMIT', `The items are too large for code: ${input.length} characters; the limit is ${inputBytes}`);
    const head: JobHead = { code: request.code, mode: request.mode, limits: { timeMs, outputChars, logChars, heapBytes } };
    const slot = await this.#acquire(orgId, signal);
    try {
      const answer = await slot.process.run(head, input, signal, http);
      return { result: resultOf(answer.output, answer.logs), logs: answer.logs };
    } catch (error) {
      if (slot.process.started || this.#user === undefined || signal.aborted) throw error;
      // The files belong to root alone: better a child of the same user than none.
      this.#user = undefined;
    } finally {
      this.#release(slot);
    }
    return this.run(orgId, request, signal, http);
  }

  close(): void {
    this.#closed = true;
    for (const slot of [...this.#slots]) this.#drop(slot);
  }
}

/** The guest's envelope; `{ error }` in it is the person's error. */
function resultOf(text: string, logs: SandboxAnswer['logs']): Json {
  const answer = JSON.parse(text) as Json;
  if (!isPlainObject(answer)) throw new SandboxError('CRASHED', 'The code gave no answer');
  const { error } = answer as JsonObject;
  if (!isPlainObject(error)) return answer as JsonObject;
  const message = typeof error.message === 'string' ? error.message.slice(0, 4096) : 'The code failed';
  const [kind, said] = kindOf(String(error.kind ?? ''), message);
  throw new SandboxError(kind, said, logs);
}

/** Limits that the engine reports as an error of the code, which code may even have caught and thrown on. */
function kindOf(kind: string, message: string): [FailureKind, string] {
  const line = / \[line \d+\]$/.exec(message)?.[0] ?? '';
  if (kind === 'OUTPUT_LIMIT') return ['OUTPUT_LIMIT', message];
  if (/^(out of memory|string too long)/i.test(message)) return ['MEMORY_LIMIT', `The code needs more memory than it may have${line}`];
  if (/^(stack overflow|maximum call stack)/i.test(message)) return ['STACK_OVERFLOW', `The code calls itself too deeply (stack overflow)${line}`];
  return ['CODE', message];
}

export const createSandbox = (options: SandboxOptions): Sandbox => new Pool(options);
