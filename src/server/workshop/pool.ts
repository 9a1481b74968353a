// The workshop: a few child processes in which big libraries read what strangers made (spreadsheets, PDFs, images, SQL).
// They start when there is work, hold one job at a time, end when idle, and are killed when a job is late or too big.
import { type ChildProcess, fork } from 'node:child_process';
import { NodeError } from '~/nodes/contract';
import type { JobName, Jobs } from '~/nodes/tools/jobs';
import { childUser, permissionFlags, residentBytes } from '../sandbox/guards';
import type { JobAnswer } from './protocol';

export interface WorkshopOptions {
  /** Path of the bundled child. */
  childPath: string;
  /** Folder whose node_modules the child reads its libraries from. */
  modules: string;
  limits?: Partial<WorkshopLimits>;
  size?: number;
}

export interface WorkshopLimits {
  /** Milliseconds a job may take. */
  timeMs: number;
  /** Resident bytes of a child above which it is killed. */
  residentBytes: number;
  /** Milliseconds without work after which a child ends. */
  idleMs: number;
  jobsPerChild: number;
}

export const WORKSHOP_LIMITS: WorkshopLimits = { timeMs: 20_000, residentBytes: 900 * 1024 * 1024, idleMs: 30_000, jobsPerChild: 200 };
const HEAP_MB = 512;
const WATCH_MS = 50;

export interface Workshop {
  /** Rejects with NodeError: what the job says, a limit, or a crash. */
  run<K extends JobName>(orgId: string, name: K, input: Jobs[K]['input'], signal: AbortSignal): Promise<Jobs[K]['output']>;
  close(): void;
}

interface Bench {
  child: ChildProcess;
  jobs: number;
  /** Ends the job at hand, if there is one. */
  settle: ((answer: JobAnswer) => void) | null;
  idle: NodeJS.Timeout | null;
  dead: boolean;
}

interface Waiting {
  orgId: string;
  start: (bench: Bench) => void;
}

const late = (timeMs: number): JobAnswer => ({ ok: false, message: `The file took longer than ${timeMs / 1000} seconds to work on`, description: 'Make it smaller.' });
const tooBig: JobAnswer = { ok: false, message: 'The file needs more memory than it may have', description: 'Make it smaller.' };
const crashed: JobAnswer = { ok: false, message: 'The process that works on files ended unexpectedly', retryable: true };
const cancelled: JobAnswer = { ok: false, message: 'The work was cancelled' };

export function createWorkshop(options: WorkshopOptions): Workshop {
  const limits = { ...WORKSHOP_LIMITS, ...options.limits };
  const size = Math.max(1, options.size ?? 2);
  const benches: Bench[] = [];
  const waiting: Waiting[] = [];
  /** When each organization last got a child, as a count: who was served longest ago goes first. */
  const served = new Map<string, number>();
  let turn = 0;
  let user = childUser();

  function open(): Bench {
    const execArgv = [`--max-old-space-size=${HEAP_MB}`, ...permissionFlags({ child: options.childPath, modules: options.modules })];
    if (process.allowedNodeEnvironmentFlags.has('--allow-addons')) execArgv.push('--allow-addons');
    const child = fork(options.childPath, [], { env: {} as NodeJS.ProcessEnv, cwd: '/', execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], ...(user === undefined ? {} : { uid: user, gid: user }) });
    const bench: Bench = { child, jobs: 0, settle: null, idle: null, dead: false };
    let spoke = false;
    child.on('message', message => {
      spoke = true;
      bench.settle?.(message as JobAnswer);
    });
    const gone = (_code: unknown, signal?: unknown): void => {
      bench.dead = true;
      // The files may belong to root alone: better a child of the same user than none.
      if (!spoke) user = undefined;
      // V8 aborts when its heap is full.
      bench.settle?.(signal === 'SIGABRT' ? tooBig : crashed);
    };
    child.once('exit', gone);
    child.once('error', gone);
    benches.push(bench);
    return bench;
  }

  function discard(bench: Bench): void {
    bench.dead = true;
    if (bench.idle !== null) clearTimeout(bench.idle);
    bench.child.kill('SIGKILL');
    const at = benches.indexOf(bench);
    if (at >= 0) benches.splice(at, 1);
  }

  function free(): Bench | null {
    for (const bench of [...benches]) if (bench.dead && bench.settle === null) discard(bench);
    return benches.find(bench => bench.settle === null) ?? (benches.length < size ? open() : null);
  }

  function serve(): void {
    const [first] = waiting.toSorted((a, b) => (served.get(a.orgId) ?? 0) - (served.get(b.orgId) ?? 0));
    const bench = first === undefined ? null : free();
    if (first === undefined || bench === null) return;
    waiting.splice(waiting.indexOf(first), 1);
    if (served.size > 10_000) served.clear();
    served.set(first.orgId, ++turn);
    first.start(bench);
  }

  function begin(bench: Bench, name: JobName, input: unknown, signal: AbortSignal, done: (answer: JobAnswer) => void): void {
    if (bench.idle !== null) clearTimeout(bench.idle);
    bench.jobs++;
    const stop = (answer: JobAnswer) => (): void => {
      bench.dead = true;
      bench.settle?.(answer);
    };
    const timer = setTimeout(stop(late(limits.timeMs)), limits.timeMs);
    const watch = setInterval(() => {
      if (bench.child.pid !== undefined && residentBytes(bench.child.pid) > limits.residentBytes) stop(tooBig)();
    }, WATCH_MS);
    const abort = stop(cancelled);
    signal.addEventListener('abort', abort, { once: true });
    bench.settle = answer => {
      bench.settle = null;
      clearTimeout(timer);
      clearInterval(watch);
      signal.removeEventListener('abort', abort);
      if (bench.dead || bench.jobs >= limits.jobsPerChild) discard(bench);
      else {
        bench.idle = setTimeout(() => discard(bench), limits.idleMs);
        bench.idle.unref();
      }
      done(answer);
      serve();
    };
    bench.child.send({ name, input }, error => {
      // The end of the child says why.
      if (error) bench.child.kill('SIGKILL');
    });
  }

  return {
    async run(orgId, name, input, signal) {
      const once = (): Promise<JobAnswer> =>
        new Promise(resolve => {
          if (signal.aborted) return resolve(cancelled);
          waiting.push({ orgId, start: bench => (signal.aborted ? resolve(cancelled) : begin(bench, name, input, signal, resolve)) });
          serve();
        });
      const before = user;
      let answer = await once();
      if (answer === crashed && user !== before) answer = await once();
      if (!answer.ok) throw new NodeError(answer.message, { description: answer.description, retryable: answer.retryable });
      return answer.output as never;
    },
    close() {
      for (const bench of [...benches]) discard(bench);
    },
  };
}
