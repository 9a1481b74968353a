// Saves the draft 800 ms after the last change. Never overwrites: a newer draft on the server stops it until someone decides.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkflowDefinition } from '~/lib/workflow';

export type SaveState =
  | { kind: 'saved'; /** Milliseconds since 1970; null before the first save. */ at: number | null }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** The server does not answer; the changes wait. */
  | { kind: 'offline' }
  /** Someone else saved. */
  | { kind: 'conflict'; by: string | null; at: string | null }
  /** The server refuses the draft as it is. */
  | { kind: 'refused'; message: string };

export interface SaveAnswer {
  revision: number;
}

export type SaveFailure = { kind: 'conflict'; by: string | null; at: string | null } | { kind: 'refused'; message: string } | { kind: 'offline' };

export interface AutosavePorts<A extends SaveAnswer> {
  /** Counts changes of the document. */
  changes(): number;
  definition(): WorkflowDefinition;
  send(revision: number, definition: WorkflowDefinition): Promise<A>;
  /** What a thrown error means. */
  failure(error: unknown): SaveFailure;
  saved?(answer: A): void;
  now?(): number;
  /** Milliseconds. */
  delay?: number;
}

const BACKOFF = [2_000, 5_000, 15_000, 30_000];

export interface Autosave {
  state: StoreApi<SaveState>;
  revision(): number;
  /** Call after every change of the document. */
  touched(): void;
  /** Saves at once; resolves with the revision on the server, throws when it could not be saved. */
  flush(): Promise<number>;
  /** Goes on from another revision: theirs was taken, or a version restored. */
  rebase(revision: number): void;
  pending(): boolean;
  /** Saves by itself from now on; it does from the beginning. */
  start(): void;
  stop(): void;
}

export function createAutosave<A extends SaveAnswer>(revision: number, ports: AutosavePorts<A>): Autosave {
  const { delay = 800, now = Date.now } = ports;
  const state = createStore<SaveState>(() => ({ kind: 'saved', at: null }));
  let current = revision;
  let savedChanges = ports.changes();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;
  let stopped = false;

  const pending = (): boolean => ports.changes() !== savedChanges;
  const blocked = (): boolean => state.getState().kind === 'conflict';
  const wait = (ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void run().catch(() => undefined), ms);
  };

  async function save(): Promise<void> {
    const sent = ports.changes();
    state.setState({ kind: 'saving' }, true);
    try {
      const answer = await ports.send(current, ports.definition());
      current = answer.revision;
      savedChanges = sent;
      failures = 0;
      // First what the server says of the draft, then that it is saved: whoever looks between them must not see the old answer.
      ports.saved?.(answer);
      state.setState(pending() ? { kind: 'unsaved' } : { kind: 'saved', at: now() }, true);
      if (pending()) wait(delay);
    } catch (error) {
      const failure = ports.failure(error);
      state.setState(failure, true);
      // What is refused stays refused until the next change; only silence is tried again.
      if (failure.kind === 'offline') wait(BACKOFF[Math.min(failures++, BACKOFF.length - 1)] as number);
      throw error;
    }
  }

  // One save at a time: a second one starts from the revision of the first.
  async function run(): Promise<void> {
    clearTimeout(timer);
    while (running) await running.catch(() => undefined);
    if (!pending() || blocked()) return;
    running = save();
    try {
      await running;
    } finally {
      running = undefined;
    }
  }

  return {
    state,
    revision: () => current,
    pending,
    touched() {
      if (!pending() || blocked()) return;
      if (state.getState().kind !== 'saving' && state.getState().kind !== 'offline') state.setState({ kind: 'unsaved' }, true);
      if (state.getState().kind !== 'offline') wait(delay);
    },
    async flush() {
      await run();
      if (blocked()) throw new Error('Someone else saved this workflow. Decide above which version to keep.');
      return current;
    },
    rebase(next) {
      current = next;
      savedChanges = ports.changes();
      failures = 0;
      state.setState({ kind: 'saved', at: now() }, true);
    },
    start() {
      stopped = false;
      if (pending() && !blocked()) wait(delay);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
