// Executions and their steps: the journal. Partitioned by month on the execution's UUIDv7 (see drizzle/*_partitions.sql).
import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { Item } from '~/engine/items';
import type { StepCall, StepError, StepSource, StepStatus } from '~/engine/execution';
import type { Json, JsonObject } from '~/lib/json';
import type { Effect, ExecutionMode, HttpAnswer, LogLevel, Wait } from '~/nodes/contract';
import { at, bytea, createdAt } from './columns';

export const EXECUTION_STATUSES = ['pending', 'running', 'waiting', 'paused', 'success', 'failed', 'cancelled', 'needs_attention'] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];
export type ExecutionError = StepError & { node: string | null };

export const executions = pgTable('executions', {
  id: uuid('id').primaryKey(),
  orgId: uuid('org_id').notNull(),
  workflowId: uuid('workflow_id').notNull(),
  versionId: uuid('version_id').notNull(),
  deploymentId: uuid('deployment_id'),
  status: text('status').$type<ExecutionStatus>().notNull(),
  mode: text('mode').$type<ExecutionMode>().notNull(),
  /** The trigger node and what it gave, by output. */
  startNode: text('start_node').notNull(),
  input: json('input').$type<Item[][]>().notNull(),
  destination: text('destination'),
  error: json('error').$type<ExecutionError>(),
  retryOf: uuid('retry_of'),
  parentId: uuid('parent_id'),
  /** Of a sub-workflow: which call of its parent it answers, and how deep it lies. */
  callKey: text('call_key'),
  depth: smallint('depth').notNull().default(0),
  eventId: uuid('event_id'),
  startedBy: uuid('started_by'),
  createdAt: createdAt(),
  startedAt: at('started_at'),
  endedAt: at('ended_at'),
  durationMs: integer('duration_ms'),
  lastNode: text('last_node'),
  waitUntil: at('wait_until'),
  /** How many calls resumed it. */
  resumes: integer('resumes').notNull().default(0),
  /** The waiting step that a call took, and what it brought, until that step is over. */
  resumeStep: uuid('resume_step'),
  resumeItems: json('resume_items').$type<Item[]>(),
  cancelRequestedAt: at('cancel_requested_at'),
  /** Files of the delivery are still being stored. */
  receiving: boolean('receiving').notNull().default(false),
  /** The process that holds it; its fence must match on every journal write. */
  leaseOwner: uuid('lease_owner'),
  fence: integer('fence').notNull().default(0),
  crashes: smallint('crashes').notNull().default(0),
}, t => [
  index('executions_list_idx').on(t.orgId, t.id.desc()),
  index('executions_workflow_idx').on(t.workflowId, t.id.desc()),
  index('executions_status_idx').on(t.orgId, t.status, t.id.desc()),
  index('executions_open_idx').on(t.status, t.waitUntil).where(sql`status in ('pending', 'running', 'waiting')`),
  index('executions_parent_idx').on(t.parentId).where(sql`parent_id is not null`),
]);

export const executionSteps = pgTable('execution_steps', {
  executionId: uuid('execution_id').notNull(),
  id: uuid('id').notNull(),
  orgId: uuid('org_id').notNull(),
  nodeId: text('node_id').notNull(),
  node: text('node').notNull(),
  type: text('type').notNull(),
  runIndex: integer('run_index').notNull(),
  attempt: smallint('attempt').notNull(),
  status: text('status').$type<StepStatus>().notNull(),
  effect: text('effect').$type<Effect>().notNull(),
  sources: json('sources').$type<(StepSource | null)[]>().notNull(),
  /** Null while running and when the data lies in execution_payloads. */
  outputs: json('outputs').$type<Item[][]>(),
  outputBytes: integer('output_bytes').notNull().default(0),
  itemCounts: integer('item_counts').array().notNull().default(sql`'{}'`),
  error: json('error').$type<StepError>(),
  startedAt: at('started_at').notNull(),
  endedAt: at('ended_at'),
  state: json('state').$type<JsonObject>(),
  wait: json('wait').$type<Wait>(),
  answer: json('answer').$type<HttpAnswer>(),
  hints: text('hints').array().notNull().default(sql`'{}'`),
  idempotencyKey: text('idempotency_key'),
  /** A capability call: which step made it, of what kind, with what input. */
  call: json('call').$type<StepCall>(),
}, t => [primaryKey({ columns: [t.executionId, t.id] })]);

export const executionLogs = pgTable('execution_logs', {
  executionId: uuid('execution_id').notNull(),
  id: uuid('id').notNull(),
  orgId: uuid('org_id').notNull(),
  at: at('at').notNull(),
  level: text('level').$type<LogLevel>().notNull(),
  node: text('node'),
  message: text('message').notNull(),
  data: json('data').$type<Json>(),
}, t => [primaryKey({ columns: [t.executionId, t.id] })]);

/** Step outputs too large for a row (one part), and files of items, in parts (see repositories/execution-files). */
export const executionPayloads = pgTable('execution_payloads', {
  executionId: uuid('execution_id').notNull(),
  id: uuid('id').notNull(),
  part: integer('part').notNull().default(0),
  orgId: uuid('org_id').notNull(),
  kind: text('kind').$type<'outputs' | 'binary'>().notNull(),
  mimeType: text('mime_type'),
  fileName: text('file_name'),
  bytes: bytea('bytes').notNull(),
  createdAt: createdAt(),
}, t => [primaryKey({ columns: [t.executionId, t.id, t.part] })]);

/** Processes that execute: a lease is held by one that beats. */
export const processes = pgTable('processes', {
  id: uuid('id').primaryKey(),
  host: text('host').notNull(),
  startedAt: createdAt(),
  beatAt: at('beat_at').notNull().defaultNow(),
});
