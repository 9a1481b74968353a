// The journal's SQL: one statement per kind of row and flush, whatever the number of executions in it.
import type postgres from 'postgres';
import type { ExecutionError, ExecutionStatus } from '~/db/schema/executions';
import type { StepRecord } from '~/engine/execution';
import type { Item } from '~/engine/items';
import type { Json } from '~/lib/json';
import type { ExecutionMode, LogLevel, Wait } from '~/nodes/contract';

export interface NewExecution {
  id: string;
  orgId: string;
  workflowId: string;
  versionId: string;
  status: 'pending' | 'running';
  mode: ExecutionMode;
  startNode: string;
  /** Output items of the start node, by output. */
  input: Item[][];
  destination: string | null;
  retryOf: string | null;
  parentId: string | null;
  callKey: string | null;
  depth: number;
  eventId: string | null;
  startedBy: string | null;
  leaseOwner: string | null;
  fence: number;
  /** Files of it are still to be stored: it is not run before. */
  receiving: boolean;
}

export interface NewEvent {
  id: string;
  orgId: string;
  webhookId: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array;
  bodyHash: string;
  sourceIp: string | null;
  dedupeKey: string | null;
  test: boolean;
  executionId: string;
}

export interface ExecutionChange {
  id: string;
  fence: number;
  status: ExecutionStatus;
  error: ExecutionError | null;
  endedAt: number | null;
  lastNode: string | null;
  waitUntil: number | null;
}

export interface StepWrite { orgId: string; executionId: string; fence: number; step: StepRecord }
export interface LogWrite { orgId: string; executionId: string; id: string; at: number; level: LogLevel; node: string | null; message: string; data: Json | null }
export interface PayloadWrite { orgId: string; executionId: string; id: string; /** Of a file; 0 where it is left out. */ part?: number; kind: 'outputs' | 'binary'; mimeType: string | null; fileName: string | null; bytes: Uint8Array }

export interface Flush {
  events: NewEvent[];
  executions: NewExecution[];
  steps: StepWrite[];
  changes: ExecutionChange[];
  logs: LogWrite[];
  payloads: PayloadWrite[];
}

const EXECUTION_RIGHT = 0x7765667; // any number of our own

/** Step outputs above this many characters of JSON go to execution_payloads. */
const INLINE_LIMIT = 256 * 1024;

export interface OpenExecution {
  id: string;
  orgId: string;
  workflowId: string;
  versionId: string;
  status: ExecutionStatus;
  mode: ExecutionMode;
  startNode: string;
  input: Item[][];
  destination: string | null;
  eventId: string | null;
  parentId: string | null;
  depth: number;
  createdAt: Date;
  startedAt: Date | null;
  fence: number;
  crashes: number;
  cancelRequestedAt: Date | null;
  /** How many calls resumed it. */
  resumes: number;
  /** The waiting step that a call took, and what it brought. */
  resumeStep: string | null;
  resumeItems: Item[] | null;
  /** The process ended before all its files were stored. */
  receiving: boolean;
}

export interface Resumable {
  executionId: string;
  orgId: string;
  versionId: string;
  status: ExecutionStatus;
  mode: ExecutionMode;
  resumes: number;
  /** The steps it waits for; none while it runs. */
  waiting: { id: string; nodeId: string; wait: Wait }[];
}

/** `key`: SHA-256 of the token that was given for the step. */
export interface ResumeClaim { executionId: string; stepId: string; key: string }

export type JournalRepository = ReturnType<typeof createJournalRepository>;

const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const text = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));

export function createJournalRepository(sql: postgres.Sql) {
  const asSystem = (tx: postgres.TransactionSql) => tx`select set_config('role', 'weft_system', true)`;

  return {
    /**
     * Writes everything of a flush in one transaction. Rows of an execution whose fence moved on are left out.
     * Returns the ids of the executions that took their change.
     */
    async write(flush: Flush): Promise<Set<string>> {
      const results = await sql.begin(tx => {
        const statements: postgres.PendingQuery<postgres.Row[]>[] = [asSystem(tx)];
        if (flush.executions.length > 0) statements.push(insertExecutions(tx, flush.executions));
        if (flush.events.length > 0) statements.push(insertEvents(tx, flush.events));
        const { steps, apart } = splitOutputs(flush.steps);
        const payloads = [...flush.payloads, ...apart];
        if (payloads.length > 0) statements.push(insertPayloads(tx, payloads));
        if (steps.length > 0) statements.push(upsertSteps(tx, steps));
        if (flush.logs.length > 0) statements.push(insertLogs(tx, flush.logs));
        if (flush.changes.length > 0) statements.push(updateExecutions(tx, flush.changes));
        return statements;
      });
      const changed = flush.changes.length > 0 ? (results.at(-1) as unknown as { id: string }[]) : [];
      return new Set(changed.map(row => row.id));
    },

    /** The execution a delivery with this key made before, with the hash of its body; null when it is new. */
    async findEvent(webhookId: string, dedupeKey: string): Promise<{ executionId: string; bodyHash: string } | null> {
      const [, rows] = await sql.begin(tx => [asSystem(tx), tx<{ executionId: string; bodyHash: string }[]>`select execution_id as "executionId", body_hash as "bodyHash" from webhook_events where webhook_id = ${webhookId} and dedupe_key = ${dedupeKey}`]);
      return (rows as unknown as { executionId: string; bodyHash: string }[])[0] ?? null;
    },

    /** Takes executions that are due and whose holder is gone, or is `owner` itself and `dropped` them; their fences move on. */
    async claim(owner: string, limit: number, dropped: readonly string[] = []): Promise<OpenExecution[]> {
      const [, rows] = await sql.begin(tx => [asSystem(tx), tx`
        with due as (
          select id from executions
          where (status = 'pending' and lease_owner is null)
             or (status in ('pending', 'running') and lease_owner is not null and lease_owner <> ${owner} and not exists (select 1 from processes p where p.id = lease_owner and p.beat_at > now() - interval '30 seconds'))
             or (status in ('pending', 'running') and lease_owner = ${owner} and id = any(${dropped as string[]}::uuid[]))
             or (status = 'waiting' and (wait_until <= now() or cancel_requested_at is not null))
          order by id limit ${limit} for update skip locked)
        update executions e set lease_owner = ${owner}, fence = e.fence + 1, crashes = e.crashes + (case when e.status = 'running' then 1 else 0 end),
          status = 'running', started_at = coalesce(e.started_at, now())
        from due where e.id = due.id
        returning e.id, e.org_id as "orgId", e.workflow_id as "workflowId", e.version_id as "versionId", e.status, e.mode, e.start_node as "startNode", e.input, e.destination, e.event_id as "eventId", e.parent_id as "parentId", e.depth,
          e.created_at as "createdAt", e.started_at as "startedAt", e.fence, e.crashes, e.cancel_requested_at as "cancelRequestedAt", e.resumes, e.resume_step as "resumeStep", e.resume_items as "resumeItems", e.receiving`]);
      return rows as unknown as OpenExecution[];
    },

    /** Where an execution stands that somebody calls to resume it, without taking it; null when there is none. */
    async findResumable(executionId: string): Promise<Resumable | null> {
      const [, rows] = await sql.begin(tx => [asSystem(tx), tx`
        select e.id as "executionId", e.org_id as "orgId", e.version_id as "versionId", e.status, e.mode, e.resumes,
          coalesce((select json_agg(json_build_object('id', s.id, 'nodeId', s.node_id, 'wait', s.wait) order by s.id)
            from execution_steps s where s.execution_id = e.id and s.status = 'waiting' and e.status = 'waiting'), '[]'::json) as waiting
        from executions e where e.id = ${executionId}`]);
      return (rows as unknown as Resumable[])[0] ?? null;
    },

    /** Takes an execution whose step waits under the key, and keeps what the call brought; null when that step has gone on. */
    async claimByResume(owner: string, { executionId, stepId, key }: ResumeClaim, items: Item[]): Promise<OpenExecution | null> {
      const [, rows] = await sql.begin(tx => [asSystem(tx), tx`
        update executions e set lease_owner = ${owner}, fence = e.fence + 1, status = 'running', resumes = e.resumes + 1, wait_until = null, resume_step = ${stepId}, resume_items = ${JSON.stringify(items)}::text::json
        where e.id = ${executionId} and e.status = 'waiting'
          and exists (select 1 from execution_steps s where s.execution_id = e.id and s.id = ${stepId} and s.status = 'waiting' and s.wait->>'key' = ${key})
        returning e.id, e.org_id as "orgId", e.workflow_id as "workflowId", e.version_id as "versionId", e.status, e.mode, e.start_node as "startNode", e.input, e.destination, e.event_id as "eventId", e.parent_id as "parentId", e.depth,
          e.created_at as "createdAt", e.started_at as "startedAt", e.fence, e.crashes, e.cancel_requested_at as "cancelRequestedAt", e.resumes, e.resume_step as "resumeStep", e.resume_items as "resumeItems", e.receiving`]);
      return (rows as unknown as OpenExecution[])[0] ?? null;
    },

    /** All files of an execution are stored. */
    async received(orgId: string, id: string): Promise<void> {
      await sql.begin(tx => [asSystem(tx), tx`update executions set receiving = false where org_id = ${orgId} and id = ${id}`]);
    },

    /** Lets a waiting execution look again at once: what it waits for has ended. */
    async wake(id: string): Promise<void> {
      await sql.begin(tx => [asSystem(tx), tx`update executions set wait_until = now() where id = ${id} and status = 'waiting'`]);
    },

    /** Executions this process holds that somebody asked to cancel. */
    async cancelRequests(owner: string): Promise<string[]> {
      const [, rows] = await sql.begin(tx => [asSystem(tx), tx<{ id: string }[]>`select id from executions where status = 'running' and lease_owner = ${owner} and cancel_requested_at is not null`]);
      return (rows as unknown as { id: string }[]).map(row => row.id);
    },

    async beat(id: string, host: string): Promise<void> {
      await sql.begin(tx => [asSystem(tx), tx`insert into processes (id, host) values (${id}, ${host}) on conflict (id) do update set beat_at = now()`,
        tx`delete from processes where beat_at < now() - interval '1 day'`]);
    },

    async leave(id: string): Promise<void> {
      await sql.begin(tx => [asSystem(tx), tx`delete from processes where id = ${id}`]);
    },

    /**
     * Without Redis one process executes. Takes that right: a lock of a connection kept for it, which PostgreSQL frees
     * when the process ends in whatever way. Null when another living process has it. Rows of dead processes are removed,
     * so that their executions can be claimed at once.
     */
    async takeExecutionRight(id: string): Promise<{ held(): Promise<boolean>; release(): void; end(): Promise<void> } | null> {
      const connection = await sql.reserve();
      const [row] = await connection<{ taken: boolean }[]>`select pg_try_advisory_lock(${EXECUTION_RIGHT}) as taken`;
      if (!row?.taken) {
        connection.release();
        return null;
      }
      await sql.begin(tx => [asSystem(tx), tx`delete from processes where id <> ${id}`]);
      return {
        held: async () => {
          const [lock] = await connection<{ held: boolean }[]>`select exists (select 1 from pg_locks where locktype = 'advisory' and objid = ${EXECUTION_RIGHT} and pid = pg_backend_pid()) as held`.catch(() => []);
          return lock?.held === true;
        },
        release: () => connection.release(),
        /** Gives the right up: the lock belongs to the connection, which goes back to the pool. */
        end: async () => {
          await connection`select pg_advisory_unlock(${EXECUTION_RIGHT})`.catch(() => {});
          connection.release();
        },
      };
    },

    async ensurePartitions(): Promise<void> {
      await sql.begin(tx => [asSystem(tx), tx`select weft_ensure_partitions((now() - interval '1 month')::date, (now() + interval '2 months')::date)`]);
    },
  };
}

/** Large outputs leave the step's row. */
function splitOutputs(writes: StepWrite[]) {
  const apart: PayloadWrite[] = [];
  const latest = new Map(writes.map(write => [write.step.id, write])); // one row may be upserted once per statement
  const steps = [...latest.values()].map(write => {
    const outputs = text(write.step.outputs);
    const large = outputs !== null && outputs.length > INLINE_LIMIT;
    if (large) apart.push({ orgId: write.orgId, executionId: write.executionId, id: write.step.id, kind: 'outputs', mimeType: 'application/json', fileName: null, bytes: Buffer.from(outputs, 'utf8') });
    return { ...write, outputs: large ? null : outputs, bytes: outputs?.length ?? 0 };
  });
  return { steps, apart };
}

type Tx = postgres.TransactionSql;
/** Plain columns travel as one JSON text: one parameter a statement, so a plan is made once whatever the number of rows. */
const rowsOf = (rows: object[]) => JSON.stringify(rows.map((row, index) => ({ i: index + 1, ...row })));
/**
 * Data of people travels beside it as texts cast to `json`, which PostgreSQL keeps as they are: reading it through
 * json_to_recordset would refuse `\u0000` and lone surrogates.
 */
const texts = <T>(rows: T[], column: (row: T) => unknown): (string | null)[] => rows.map(row => text(column(row)));
const plain = (value: string) => Buffer.from(value.replaceAll('\u0000', '\ufffd'), 'utf8').toString('utf8');

const insertExecutions = (tx: Tx, rows: NewExecution[]) => tx`
  insert into executions (id, org_id, workflow_id, version_id, status, mode, start_node, input, destination, retry_of, parent_id, call_key, depth, event_id, started_by, started_at, lease_owner, fence, receiving)
  select id, org_id, workflow_id, version_id, status, mode, start_node, j.input::json, destination, retry_of, parent_id, call_key, depth, event_id, started_by, started_at, lease_owner, fence, receiving
  from json_to_recordset(${rowsOf(rows.map(row => ({
    id: row.id, org_id: row.orgId, workflow_id: row.workflowId, version_id: row.versionId, status: row.status, mode: row.mode, start_node: row.startNode, destination: row.destination, retry_of: row.retryOf,
    parent_id: row.parentId, call_key: row.callKey, depth: row.depth, event_id: row.eventId, started_by: row.startedBy, started_at: row.status === 'running' ? new Date() : null, lease_owner: row.leaseOwner, fence: row.fence, receiving: row.receiving,
  })))}::text::json) as r (i bigint, id uuid, org_id uuid, workflow_id uuid, version_id uuid, status text, mode text, start_node text, destination text, retry_of uuid, parent_id uuid, call_key text, depth smallint, event_id uuid, started_by uuid, started_at timestamptz, lease_owner uuid, fence int, receiving bool)
  join unnest(${texts(rows, row => row.input)}::text[]) with ordinality as j (input, i) using (i)`;

const insertEvents = (tx: Tx, rows: NewEvent[]) => tx`
  insert into webhook_events (id, org_id, webhook_id, method, path, headers, body, body_hash, source_ip, dedupe_key, test, outcome, execution_id)
  select id, org_id, webhook_id, method, path, headers, decode(body, 'base64'), body_hash, source_ip, dedupe_key, test, 'accepted', execution_id
  from json_to_recordset(${rowsOf(rows.map(row => ({
    id: row.id, org_id: row.orgId, webhook_id: row.webhookId, method: row.method, path: row.path, headers: row.headers, body: Buffer.from(row.body).toString('base64'), body_hash: row.bodyHash,
    source_ip: row.sourceIp, dedupe_key: row.dedupeKey, test: row.test, execution_id: row.executionId,
  })))}::text::json) as r (i bigint, id uuid, org_id uuid, webhook_id uuid, method text, path text, headers json, body text, body_hash text, source_ip text, dedupe_key text, test bool, execution_id uuid)`;

const upsertSteps = (tx: Tx, rows: (StepWrite & { outputs: string | null; bytes: number })[]) => tx`
  insert into execution_steps (execution_id, id, org_id, node_id, node, type, run_index, attempt, status, effect, sources, outputs, output_bytes, item_counts, error, started_at, ended_at, state, wait, answer, hints, idempotency_key, call)
  select r.execution_id, r.id, r.org_id, r.node_id, r.node, r.type, r.run_index, r.attempt, r.status, r.effect, j.sources::json, j.outputs::json, r.output_bytes, r.item_counts, j.error::json, r.started_at, r.ended_at,
    j.state::json, j.wait::json, j.answer::json, r.hints, r.idempotency_key, j.call::json
  from json_to_recordset(${rowsOf(rows.map(({ orgId, executionId, fence, step, bytes }) => ({
    execution_id: executionId, fence, id: step.id, org_id: orgId, node_id: step.nodeId, node: step.node, type: step.type, run_index: step.runIndex, attempt: step.attempt, status: step.status, effect: step.effect,
    output_bytes: bytes, item_counts: (step.outputs ?? []).map(items => items?.length ?? 0), started_at: time(step.startedAt), ended_at: time(step.endedAt), hints: (step.hints ?? []).map(plain), idempotency_key: step.idempotencyKey,
  })))}::text::json) as r (i bigint, execution_id uuid, fence int, id uuid, org_id uuid, node_id text, node text, type text, run_index int, attempt smallint, status text, effect text, output_bytes int, item_counts int[], started_at timestamptz, ended_at timestamptz, hints text[], idempotency_key text)
  join unnest(${texts(rows, row => row.step.sources)}::text[], ${rows.map(row => row.outputs)}::text[], ${texts(rows, row => row.step.error)}::text[], ${texts(rows, row => row.step.state)}::text[], ${texts(rows, row => row.step.wait)}::text[], ${texts(rows, row => row.step.answer)}::text[], ${texts(rows, row => row.step.call)}::text[])
    with ordinality as j (sources, outputs, error, state, wait, answer, call, i) using (i)
  join executions e on e.id = r.execution_id and e.fence = r.fence
  on conflict (execution_id, id) do update set status = excluded.status, outputs = excluded.outputs, output_bytes = excluded.output_bytes, item_counts = excluded.item_counts, error = excluded.error,
    ended_at = excluded.ended_at, state = excluded.state, wait = excluded.wait, answer = excluded.answer, hints = excluded.hints`;

const insertLogs = (tx: Tx, rows: LogWrite[]) => tx`
  insert into execution_logs (execution_id, id, org_id, at, level, node, message, data)
  select execution_id, id, org_id, at, level, node, message, j.data::json
  from json_to_recordset(${rowsOf(rows.map(row => ({ execution_id: row.executionId, id: row.id, org_id: row.orgId, at: time(row.at), level: row.level, node: row.node, message: plain(row.message) })))}::text::json)
  as r (i bigint, execution_id uuid, id uuid, org_id uuid, at timestamptz, level text, node text, message text)
  join unnest(${texts(rows, row => row.data)}::text[]) with ordinality as j (data, i) using (i)`;

const insertPayloads = (tx: Tx, rows: PayloadWrite[]) => tx`
  insert into execution_payloads (execution_id, id, part, org_id, kind, mime_type, file_name, bytes)
  select execution_id, id, part, org_id, kind, mime_type, file_name, decode(j.bytes, 'base64')
  from json_to_recordset(${rowsOf(rows.map(row => ({ execution_id: row.executionId, id: row.id, part: row.part ?? 0, org_id: row.orgId, kind: row.kind, mime_type: row.mimeType, file_name: row.fileName === null ? null : plain(row.fileName) })))}::text::json)
  as r (i bigint, execution_id uuid, id uuid, part int, org_id uuid, kind text, mime_type text, file_name text)
  join unnest(${rows.map(row => Buffer.from(row.bytes).toString('base64'))}::text[]) with ordinality as j (bytes, i) using (i)
  on conflict (execution_id, id, part) do update set bytes = excluded.bytes`;

const updateExecutions = (tx: Tx, rows: ExecutionChange[]) => tx`
  update executions e set status = r.status, error = j.error::json, ended_at = r.ended_at, last_node = r.last_node, wait_until = r.wait_until, resume_step = null, resume_items = null,
    duration_ms = case when r.ended_at is null then null else greatest(0, extract(epoch from (r.ended_at - e.started_at)) * 1000)::int end,
    lease_owner = case when r.status = 'running' then e.lease_owner end
  from json_to_recordset(${rowsOf(rows.map(row => ({ id: row.id, fence: row.fence, status: row.status, ended_at: time(row.endedAt), last_node: row.lastNode, wait_until: time(row.waitUntil) })))}::text::json)
  as r (i bigint, id uuid, fence int, status text, ended_at timestamptz, last_node text, wait_until timestamptz)
  join unnest(${texts(rows, row => row.error)}::text[]) with ordinality as j (error, i) using (i)
  where e.id = r.id and e.fence = r.fence and e.status in ('pending', 'running', 'waiting')
  returning e.id`;
