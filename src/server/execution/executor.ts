// Executes: accepts an execution, runs it through the engine, journals its steps. Start, retry, resume and recovery are one path.
import type { RunOutcome, StepRecord } from '~/engine/execution';
import { runExecution } from '~/engine/run';
import { fileIdsOf, type Item } from '~/engine/items';
import { AppError, isAppError, messageOf } from '~/lib/errors';
import { newId } from '~/lib/ids';
import type { ExecutionMode, HttpAnswer } from '~/nodes/contract';
import { whole } from '~/nodes/files/pieces';
import { sha256 } from '~/server/crypto/hash';
import type { Keys } from '~/server/crypto/keys';
import type { ExecutionChange, JournalRepository, NewEvent, OpenExecution } from '~/server/repositories/journal';
import { createAdmission } from './admission';
import { createEngineHost } from './engine-host';
import { type IncomingFiles, splitBySize, storeFiles } from './incoming-files';
import type { Journal } from './journal';
import { type Live, summarizeExecution } from './live';
import type { LoadedWorkflow, WorkflowLoader } from './loaded-workflow';
import { changeOf, isUnwanted } from './outcome';
import { resumeToken } from './resume-token';
import { createNearFiles, type NearFiles } from './step-files';
import type { ToolServices } from './tools';
import { createVariableCache } from './variable-cache';

export interface StartRequest {
  orgId: string;
  workflowId: string;
  versionId: string;
  mode: ExecutionMode;
  /** Name of the trigger, with the items it gives by output. */
  startNode: string;
  input: Item[][];
  destination?: string | null;
  retryOf?: string | null;
  parentId?: string | null;
  /** Of a sub-workflow: the key of its parent's call. */
  callKey?: string | null;
  startedBy?: string | null;
  event?: Omit<NewEvent, 'executionId'> | null;
  /** Finished steps of an earlier execution to go on from. */
  recorded?: StepRecord[];
  /** That earlier execution: the files its items refer to are copied. */
  filesOf?: string;
  /** Files that came with the delivery, by id. */
  files?: IncomingFiles;
  depth?: number;
  onAnswer?: (answer: HttpAnswer) => void;
  /** Told what models say while they say it, in this process only. */
  onSaid?: (text: string) => void;
}

export interface Finished {
  outcome: RunOutcome;
  /** Output items of the step that ran last. */
  lastItems: Item[];
}

export interface Started { executionId: string; finished: Promise<Finished> }

export interface ExecutorOptions {
  processId: string;
  keys: Keys;
  url: string;
  timezone: string;
  concurrency: number;
  environment: Record<string, string>;
  log: { error(details: object, message: string): void };
}

/** What one process goes on with an execution from. */
interface Going {
  recorded: StepRecord[];
  files: NearFiles;
  resume?: { stepId: string; items?: Item[] };
  onAnswer?: (answer: HttpAnswer) => void;
  onSaid?: (text: string) => void;
}

/** Nobody watches such an execution: its failure starts the error workflow and is told. */
const TOLD_MODES = new Set<ExecutionMode>(['webhook', 'trigger', 'chat', 'integrated', 'error', 'retry']);

/** Without a call: the waiting step whose time comes first. */
const firstToGoOn = (recorded: readonly StepRecord[]): string | undefined => {
  const due = ({ wait }: StepRecord) => wait?.until ?? Number.POSITIVE_INFINITY;
  return recorded.filter(step => step.status === 'waiting').sort((a, b) => due(a) - due(b))[0]?.id;
};

/** Milliseconds between two tries of a step above which its execution waits outside the process. */
const PARK_AFTER = 10_000;

export const STANDBY = 'Another Weft executes on this database. Without REDIS_URL one process runs everything: this one serves pages and takes over when the other ends.';

export function createExecutor(services: ToolServices & { loader: WorkflowLoader; live: Live; journal: Journal; journalRepository: JournalRepository }, options: ExecutorOptions) {
  const admission = createAdmission(options.concurrency);
  const running = new Map<string, AbortController>();
  /** Held by this process, which could not go on with them: the database was away. Recovery takes them up again. */
  const dropped = new Set<string>();
  const variables = createVariableCache(services.repositories);

  let mayExecute = false;

  /** Throws `unavailable` while another process executes on this database: nothing may be accepted or taken here then. */
  function requireRight(): void {
    if (!mayExecute) throw new AppError('unavailable', STANDBY, { details: { reason: 'standby', retryAfter: 5 } });
  }

  async function start(request: StartRequest): Promise<Started> {
    requireRight();
    const workflow = await services.loader.load(request.orgId, request.versionId);
    const id = newId();
    const applicant = { workflowId: request.workflowId, mode: request.mode, limit: workflow.definition.settings.concurrency };
    const free = admission.tryEnter(applicant);
    const { together, later } = splitBySize(request.files ?? new Map());
    const files = await Promise.all([...together].map(async ([fileId, { mimeType, fileName, size, content }]) => ({ id: fileId, mimeType, fileName, bytes: await whole({ size, content: content() }, fileName ?? fileId) })));
    const execution = {
      id, orgId: request.orgId, workflowId: request.workflowId, versionId: request.versionId, status: free ? ('running' as const) : ('pending' as const), mode: request.mode, startNode: request.startNode, input: request.input,
      destination: request.destination ?? null, retryOf: request.retryOf ?? null, parentId: request.parentId ?? null, callKey: request.callKey ?? null, depth: request.depth ?? 0, eventId: request.event?.id ?? null, startedBy: request.startedBy ?? null, leaseOwner: options.processId, fence: 1, receiving: later.size > 0,
    };
    const recorded = (request.recorded ?? []).map(step => ({ ...step, id: newId() }));
    const accepted = services.journal.accept(execution, request.event ? { ...request.event, executionId: id } : null);
    // In the flush that accepts it: an execution without the steps it goes on from would run them again after a crash.
    for (const step of recorded) services.journal.step({ orgId: request.orgId, executionId: id, fence: execution.fence, step });
    for (const file of files) void services.journal.payload({ orgId: request.orgId, executionId: id, kind: 'binary', ...file }).catch(() => {});
    try {
      await accepted;
      if (later.size > 0) await receive({ orgId: request.orgId, executionId: id }, later);
    } catch (error) {
      if (free) admission.leave(applicant);
      throw error;
    }
    const open: OpenExecution = { ...execution, createdAt: new Date(), startedAt: free ? new Date() : null, crashes: 0, cancelRequestedAt: null, resumes: 0, resumeStep: null, resumeItems: null, receiving: false };
    const near = createNearFiles();
    for (const file of files) near.keep(file.id, file.bytes);
    const finished = held(open, async () => {
      if (!free) await admission.enter(applicant);
      try {
        if (request.filesOf) await services.repositories.executionFiles.copy(request.orgId, request.filesOf, id, fileIdsOf([...recorded.flatMap(step => step.outputs ?? []), ...request.input]));
        return await run(open, workflow, { recorded, files: near, onAnswer: request.onAnswer, onSaid: request.onSaid });
      } finally {
        admission.leave(applicant);
      }
    });
    finished.catch(() => undefined); // logged; not every caller waits for it
    return { executionId: id, finished };
  }

  /** Stores what is too large to be accepted with the execution, before anybody is told that it was. */
  async function receive(place: { orgId: string; executionId: string }, files: IncomingFiles): Promise<void> {
    try {
      await storeFiles(services.journal, place, files);
      await services.journalRepository.received(place.orgId, place.executionId);
    } catch (error) {
      dropped.add(place.executionId); // recovery ends it
      throw error;
    }
  }

  /** Work on an execution this process holds. Where it throws, the execution is not lost: recovery takes it up again. */
  async function held<T>(open: OpenExecution, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      dropped.add(open.id);
      options.log.error({ executionId: open.id, err: error }, 'an execution was dropped and is to be taken up again');
      throw error;
    }
  }

  /** Goes on with an execution this process has just claimed. */
  const goOn = (open: OpenExecution, onAnswer?: (answer: HttpAnswer) => void): Promise<Finished> => held(open, async () => {
    const workflow = await services.loader.load(open.orgId, open.versionId);
    const applicant = { workflowId: open.workflowId, mode: open.mode, limit: workflow.definition.settings.concurrency };
    await admission.enter(applicant);
    try {
      const recorded = await services.repositories.executions.steps(open.orgId, open.id);
      const over = open.receiving ? 'Its files did not all arrive: the upload or the process ended before' : open.crashes >= 3 ? 'worker_crash: the process ended three times while it ran this execution' : null;
      if (over) {
        const error = { message: over, node: recorded.at(-1)?.node ?? null };
        await end(open, workflow, { status: 'error', lastNode: error.node, error });
        return { outcome: { status: 'error', lastNode: error.node, error }, lastItems: [] };
      }
      const stepId = open.resumeStep ?? firstToGoOn(recorded);
      return await run(open, workflow, { recorded, files: createNearFiles(), onAnswer, ...(stepId ? { resume: { stepId, ...(open.resumeItems ? { items: open.resumeItems } : {}) } } : {}) });
    } finally {
      admission.leave(applicant);
    }
  });

  async function run(open: OpenExecution, workflow: LoadedWorkflow, going: Going): Promise<Finished> {
    const finished = await runUntilItEnds(open, workflow, going);
    await end(open, workflow, finished.outcome);
    return finished;
  }

  async function runUntilItEnds(open: OpenExecution, workflow: LoadedWorkflow, { recorded, files, resume, onAnswer, onSaid }: Going): Promise<Finished> {
    const { settings, pinData } = workflow.definition;
    const controller = new AbortController();
    running.set(open.id, controller);
    if (open.cancelRequestedAt) controller.abort();
    const seconds = settings.executionTimeout ?? -1;
    const deadline = seconds > 0 ? setTimeout(() => controller.abort(new AppError('limited', `The execution took longer than its limit of ${seconds} s`)), seconds * 1000) : null;
    try {
      const staticData = workflow.usesStaticData ? await services.repositories.workflows.staticData(open.orgId, open.workflowId) : { global: {}, nodes: {} };
      const staticBefore = JSON.stringify(staticData);
      const token = resumeToken(options.keys, open.id, open.resumes);
      const host = createEngineHost(services, { open, workflow, staticData, files, resumeKey: sha256(token), onAnswer, onSaid });
      emitExecution(open, workflow, { status: 'running', error: null, endedAt: null });
      let outcome = await runExecution(workflow.graph, {
        execution: { id: open.id, mode: open.mode, timezone: settings.timezone ?? options.timezone, resumeUrl: `${options.url}/webhook-waiting/${token}`, workflow: { id: open.workflowId, name: workflow.name, active: open.mode !== 'manual' } },
        start: { node: open.startNode, outputs: open.input },
        recorded,
        ...(resume ? { resume } : {}),
        ...(open.mode === 'manual' ? { pinData: pinData as unknown as Record<string, Item[]> } : {}),
        ...(open.destination ? { destination: open.destination } : {}),
        variables: { ...(await variables(open.orgId)), ...workflow.definition.variables },
        environment: options.environment,
        staticData,
        parkAfter: PARK_AFTER,
        signal: controller.signal,
        host,
      }).catch(error => failureOf(open, error));
      if (outcome.status === 'cancelled' && isAppError(controller.signal.reason)) outcome = { status: 'error', lastNode: outcome.lastNode, error: { message: controller.signal.reason.message, node: outcome.lastNode } };
      if (workflow.usesStaticData && open.mode !== 'manual' && JSON.stringify(staticData) !== staticBefore) await services.repositories.workflows.setStaticData(open.orgId, open.workflowId, staticData);
      return { outcome, lastItems: host.lastItems() };
    } finally {
      if (deadline) clearTimeout(deadline);
      running.delete(open.id);
    }
  }

  /** What the engine could not run ends as failed; a database that is away ends nothing, so that is thrown. */
  function failureOf(open: OpenExecution, error: unknown): RunOutcome {
    if (isAppError(error) && error.code === 'unavailable') throw error;
    options.log.error({ executionId: open.id, err: error }, 'the engine failed');
    return { status: 'error', lastNode: null, error: { message: `Weft could not run this: ${messageOf(error, 300)}`, node: null } };
  }

  async function end(open: OpenExecution, workflow: LoadedWorkflow, outcome: RunOutcome): Promise<void> {
    const change = changeOf(open, outcome);
    await services.journal.change(change);
    emitExecution(open, workflow, change);
    // What cannot be told of the end does not undo it.
    if (change.status === 'failed' && TOLD_MODES.has(open.mode)) await onFailure?.(open, workflow, outcome).catch(error => options.log.error({ executionId: open.id, err: error }, 'the error workflow was not started'));
    if (change.status === 'cancelled') await services.repositories.executions.requestCancelOfChildren(open.orgId, open.id);
    if (open.parentId && change.endedAt !== null) await onChildEnd?.(open.parentId);
    if (isUnwanted(open, workflow.definition, change.status)) await forget(open);
  }

  /** The settings say that such an execution is not kept. It was recorded all the same until it ended, so that a crash loses nothing. */
  async function forget({ orgId, id }: OpenExecution): Promise<void> {
    await services.repositories.executions.remove(orgId, [id]).catch(error => options.log.error({ executionId: id, err: error }, 'an execution that is not to be kept was not removed'));
  }

  let onChildEnd: ((parentId: string) => Promise<void>) | null = null;
  let onFailure: ((open: OpenExecution, workflow: LoadedWorkflow, outcome: RunOutcome) => Promise<void>) | null = null;

  function emitExecution(open: OpenExecution, workflow: LoadedWorkflow, change: Pick<ExecutionChange, 'status' | 'error' | 'endedAt'>): void {
    if (services.live.idle(open.orgId)) return;
    services.live.emit({ kind: 'execution', orgId: open.orgId, workflowId: open.workflowId, executionId: open.id, execution: summarizeExecution(open, workflow.name, change) });
  }

  return {
    start,
    goOn,
    requireRight,
    /** Told by recovery who holds the right to execute. */
    allow(allowed: boolean): void { mayExecute = allowed; },
    /** Told of every failed execution that nobody started by hand. */
    onFailure(handler: NonNullable<typeof onFailure>): void { onFailure = handler; },
    /** Told of the parent of every sub-workflow that ended. */
    onChildEnd(handler: NonNullable<typeof onChildEnd>): void { onChildEnd = handler; },
    /** Stops it if this process runs it. */
    abort(executionId: string): boolean {
      const found = running.get(executionId);
      found?.abort();
      return found !== undefined;
    },
    /** Ids of executions this process holds and does not run: they are to be claimed again. */
    dropped: (): string[] => [...dropped],
    /** They were claimed, or somebody else has ended them. */
    forgetDropped(ids: readonly string[]): void { for (const id of ids) dropped.delete(id); },
    runningCount: () => running.size,
    free: () => admission.free(),
    /** Waits up to `ms` for running executions to end; what is left then is recovered by the next start. */
    async settle(ms: number): Promise<void> {
      const until = Date.now() + ms;
      while (running.size > 0 && Date.now() < until) await new Promise(done => setTimeout(done, 20));
    },
  };
}

export type Executor = ReturnType<typeof createExecutor>;
