// One sandbox child process: started with nothing, watched while it works, killed when it is late or too big.
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SandboxError } from './failure';
import type { CodeHttp } from './http';
import { type ChildFiles, permissionFlags, residentBytes } from './guards';
import { type AnswerHead, type Ask, FrameReader, frame, type JobHead, type Limits, type LogLine, replyTo } from './protocol';

/** Added to the time limit: a child that has not answered by then is stuck where its own interrupt does not reach. */
const GRACE_MS = 500;
const WATCH_MS = 50;
const START_MS = 10_000;
const MAX_DEPTH = 500;

function libraryPaths(modules: string): string[] {
  const require = createRequire(join(modules, 'package.json'));
  const quickjs = createRequire(require.resolve('quickjs-emscripten'));
  const luxon = join(require.resolve('luxon/package.json'), '../build/global/luxon.min.js');
  return [quickjs.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'), luxon, require.resolve('jmespath')];
}

/** Nesting of JSON text. Checked before it is parsed: what reads it later may recurse. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0, inText = false; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inText) {
      if (char === 92) i++;
      else if (char === 34) inText = false;
    } else if (char === 34) inText = true;
    else if (char === 91 || char === 123) deepest = Math.max(deepest, ++depth);
    else if (char === 93 || char === 125) depth--;
  }
  return deepest;
}

export interface Answer {
  output: string;
  logs: LogLine[];
}

interface Job {
  resolve: (answer: Answer) => void;
  reject: (error: SandboxError) => void;
  release: () => void;
  timers: { kill: NodeJS.Timeout; watch: NodeJS.Timeout };
  head: AnswerHead | null;
  http: CodeHttp | undefined;
}

export class SandboxProcess {
  readonly #child: ChildProcess;
  readonly #reader: FrameReader;
  readonly #ready: Promise<void>;
  #job: Job | null = null;
  #dead = false;
  /** Runs so far. */
  runs = 0;
  /** True once the child has said that it is ready. */
  started = false;

  constructor(
    files: ChildFiles,
    private readonly limits: Limits,
  ) {
    this.#reader = new FrameReader(limits.outputChars * 4 + limits.logChars * 8 + 65_536);
    const flags = ['--max-old-space-size=160', '--disallow-code-generation-from-strings', ...permissionFlags(files)];
    this.#child = spawn(process.execPath, [...flags, files.child, ...libraryPaths(files.modules)], { env: {} as NodeJS.ProcessEnv, stdio: ['pipe', 'pipe', 'ignore'], cwd: '/', windowsHide: true, ...(files.user === undefined ? {} : { uid: files.user, gid: files.user }) });
    this.#ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new SandboxError('CRASHED', 'The sandbox did not start')), START_MS);
      timer.unref();
      this.#child.stdout?.once('data', () => {
        clearTimeout(timer);
        this.started = true;
        resolve();
      });
      this.#child.once('error', () => reject(new SandboxError('CRASHED', 'The sandbox could not be started')));
      this.#child.once('exit', () => {
        clearTimeout(timer);
        reject(new SandboxError('CRASHED', 'The sandbox could not be started'));
      });
    });
    // Whoever runs a job sees the failure; an idle child that dies must not be an unhandled rejection.
    this.#ready.catch(() => this.kill());
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#child.stdin?.on('error', () => this.kill());
    this.#child.once('exit', () => this.#exited());
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get dead(): boolean {
    return this.#dead;
  }

  kill(): void {
    this.#dead = true;
    this.#child.kill('SIGKILL');
  }

  /** Runs one job. Rejects with SandboxError; a child that hit a limit has been killed by then. */
  async run(head: JobHead, input: string, signal: AbortSignal, http?: CodeHttp): Promise<Answer> {
    await this.#ready;
    if (signal.aborted) throw new SandboxError('CANCELLED', 'The code was cancelled');
    this.runs++;
    return new Promise<Answer>((resolve, reject) => {
      const stop = (): void => this.#fail(new SandboxError('CANCELLED', 'The code was cancelled'));
      signal.addEventListener('abort', stop, { once: true });
      const late = new SandboxError('TIMEOUT', `The code ran longer than ${head.limits.timeMs / 1000} seconds`);
      const kill = setTimeout(() => this.#fail(late), head.limits.timeMs + GRACE_MS);
      const watch = setInterval(() => {
        const { pid } = this;
        if (pid !== undefined && residentBytes(pid) > this.limits.residentBytes) this.#fail(new SandboxError('MEMORY_LIMIT', 'The code needs more memory than it may have'));
      }, WATCH_MS);
      this.#job = { resolve, reject, release: () => signal.removeEventListener('abort', stop), timers: { kill, watch }, head: null, http };
      this.#child.stdin?.write(Buffer.concat([frame(JSON.stringify(head)), frame(input)]));
    });
  }

  /** Carries a request of the code out, and its answer in while the job still runs. */
  async #carry(job: Job, { ask, request }: Ask): Promise<void> {
    const answer = job.http ? await job.http(request) : JSON.stringify({ error: 'Code cannot make HTTP requests here' });
    if (this.#job === job && !this.#dead) this.#child.stdin?.write(frame(replyTo(ask, answer)));
  }

  /** Ends the job and the child with it. */
  #fail(error: SandboxError): void {
    this.kill();
    this.#end()?.reject(error);
  }

  #end(): Job | null {
    const job = this.#job;
    this.#job = null;
    if (job !== null) {
      clearTimeout(job.timers.kill);
      clearInterval(job.timers.watch);
      job.release();
    }
    return job;
  }

  #exited(): void {
    this.#dead = true;
    this.#end()?.reject(new SandboxError('CRASHED', 'The sandbox ended unexpectedly'));
  }

  #receive(chunk: Buffer): void {
    try {
      for (const text of this.#reader.push(chunk)) if (text !== 'ready' || this.#job !== null) this.#frame(text);
    } catch {
      this.#fail(new SandboxError('OUTPUT_LIMIT', 'The code returned too much data'));
    }
  }

  #frame(text: string): void {
    const job = this.#job;
    if (job === null) return;
    if (job.head === null) {
      const said = JSON.parse(text) as AnswerHead | Ask;
      if ('ask' in said) void this.#carry(job, said);
      else job.head = said;
      return;
    }
    const { head } = job;
    if (!head.ok) {
      const error = new SandboxError(head.kind, head.message, head.logs);
      if (head.kind === 'CODE') this.#end()?.reject(error);
      else this.#fail(error);
    } else if (depthOf(text) > MAX_DEPTH) this.#fail(new SandboxError('OUTPUT_LIMIT', 'The code returned data that is nested too deeply'));
    else this.#end()?.resolve({ output: text, logs: head.logs });
  }
}
