// Workflows: drafts, versions, what is live, what starts them, and who may see them.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, json, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Json, JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { TriggerKind } from '~/nodes/contract';
import { at, createdAt, id, tsvector, updatedAt } from './columns';
import { organizations, teams, users } from './people';

const orgId = () => uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' });

export const folders = pgTable('folders', {
  id: id(),
  orgId: orgId(),
  parentId: uuid('parent_id'),
  name: text('name').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [
  foreignKey({ columns: [t.parentId], foreignColumns: [t.id] }).onDelete('cascade'),
  index('folders_org_idx').on(t.orgId),
]);

export type Visibility = 'private' | 'team' | 'organization' | 'public';

export const workflows = pgTable('workflows', {
  id: id(),
  orgId: orgId(),
  folderId: uuid('folder_id').references(() => folders.id, { onDelete: 'set null' }),
  ownerId: uuid('owner_id').references(() => users.id, { onDelete: 'set null' }),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  /** The draft. */
  definition: json('definition').$type<WorkflowDefinition>().notNull(),
  contentHash: text('content_hash').notNull(),
  /** Counts the draft's saves; a save names the one it builds on. */
  revision: integer('revision').notNull().default(1),
  /** Hash of the live version in production, null when unpublished. */
  publishedVersionId: uuid('published_version_id'),
  visibility: text('visibility').$type<Visibility>().notNull().default('organization'),
  tags: text('tags').array().notNull().default(sql`'{}'`),
  isTemplate: boolean('is_template').notNull().default(false),
  generatedFrom: text('generated_from'),
  nodeTypes: text('node_types').array().notNull().default(sql`'{}'`),
  requiredCredentialTypes: text('required_credential_types').array().notNull().default(sql`'{}'`),
  nodeCount: integer('node_count').notNull().default(0),
  staticData: json('static_data').$type<{ global: JsonObject; nodes: Record<string, JsonObject> }>(),
  updatedBy: uuid('updated_by').references(() => users.id, { onDelete: 'set null' }),
  search: tsvector('search').generatedAlwaysAs(sql`to_tsvector('simple', name || ' ' || description)`),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  deletedAt: at('deleted_at'),
}, t => [
  index('workflows_list_idx').on(t.orgId, t.updatedAt.desc(), t.id.desc()).where(sql`deleted_at is null`),
  index('workflows_name_idx').on(t.orgId, t.name, t.id).where(sql`deleted_at is null`),
  index('workflows_created_idx').on(t.orgId, t.id.desc()).where(sql`deleted_at is null`),
  index('workflows_node_types_idx').using('gin', t.nodeTypes),
  index('workflows_credential_types_idx').using('gin', t.requiredCredentialTypes),
  index('workflows_tags_idx').using('gin', t.tags),
  index('workflows_search_idx').using('gin', t.search),
  index('workflows_folder_idx').on(t.folderId),
]);

export type VersionReason = 'publish' | 'autosave' | 'restore' | 'import' | 'run';

export const workflowVersions = pgTable('workflow_versions', {
  id: id(),
  orgId: orgId(),
  workflowId: uuid('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  definition: json('definition').$type<WorkflowDefinition>().notNull(),
  contentHash: text('content_hash').notNull(),
  /** Set when the version is published; counts up by workflow. */
  number: integer('number'),
  note: text('note').notNull().default(''),
  reason: text('reason').$type<VersionReason>().notNull(),
  authorId: uuid('author_id').references(() => users.id, { onDelete: 'set null' }),
  createdAt: createdAt(),
}, t => [
  uniqueIndex('workflow_versions_number_key').on(t.workflowId, t.number),
  index('workflow_versions_list_idx').on(t.workflowId, t.id.desc()),
  index('workflow_versions_hash_idx').on(t.workflowId, t.contentHash),
]);

export const deployments = pgTable('deployments', {
  id: id(),
  orgId: orgId(),
  workflowId: uuid('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  versionId: uuid('version_id').notNull().references(() => workflowVersions.id, { onDelete: 'cascade' }),
  environment: text('environment').$type<'production' | 'test'>().notNull(),
  status: text('status').$type<'live' | 'paused' | 'replaced'>().notNull(),
  createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
  createdAt: createdAt(),
  endedAt: at('ended_at'),
}, t => [
  uniqueIndex('deployments_live_key').on(t.workflowId, t.environment).where(sql`status = 'live'`),
  index('deployments_workflow_idx').on(t.workflowId, t.id.desc()),
  index('deployments_version_idx').on(t.versionId),
]);

/** The triggers of what is live: answers "what starts this workflow" without reading definitions. */
export const triggers = pgTable('triggers', {
  id: id(),
  orgId: orgId(),
  workflowId: uuid('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  nodeId: text('node_id').notNull(),
  node: text('node').notNull(),
  kind: text('kind').$type<TriggerKind>().notNull(),
  createdAt: createdAt(),
}, t => [uniqueIndex('triggers_node_key').on(t.workflowId, t.nodeId), index('triggers_org_kind_idx').on(t.orgId, t.kind)]);

export const schedules = pgTable('schedules', {
  id: id(),
  orgId: orgId(),
  workflowId: uuid('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  nodeId: text('node_id').notNull(),
  /** Position of the rule in the node's list. */
  rule: integer('rule').notNull(),
  cron: text('cron').notNull(),
  /** Fires on every n-th match (every 3 days, every 2 weeks). */
  every: integer('every').notNull().default(1),
  timezone: text('timezone').notNull(),
  misfire: text('misfire').$type<'skip' | 'once' | 'all'>().notNull().default('once'),
  nextAt: at('next_at'),
  lastAt: at('last_at'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [
  uniqueIndex('schedules_rule_key').on(t.workflowId, t.nodeId, t.rule),
  index('schedules_due_idx').on(t.nextAt),
  index('schedules_org_idx').on(t.orgId),
]);

/** One row per firing: the unique key makes a slot fire once over all processes. */
export const scheduleSlots = pgTable('schedule_slots', {
  orgId: orgId(),
  scheduleId: uuid('schedule_id').notNull().references(() => schedules.id, { onDelete: 'cascade' }),
  slot: at('slot').notNull(),
  executionId: uuid('execution_id'),
  createdAt: createdAt(),
}, t => [uniqueIndex('schedule_slots_key').on(t.scheduleId, t.slot)]);

export const workflowShares = pgTable('workflow_shares', {
  id: id(),
  orgId: orgId(),
  workflowId: uuid('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
  teamId: uuid('team_id').references(() => teams.id, { onDelete: 'cascade' }),
  access: text('access').$type<'view' | 'run' | 'edit'>().notNull(),
  createdAt: createdAt(),
}, t => [uniqueIndex('workflow_shares_key').on(t.workflowId, t.userId, t.teamId)]);

export const comments = pgTable('comments', {
  id: id(),
  orgId: orgId(),
  workflowId: uuid('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  nodeId: text('node_id'),
  authorId: uuid('author_id').references(() => users.id, { onDelete: 'set null' }),
  text: text('text').notNull(),
  resolvedAt: at('resolved_at'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [index('comments_workflow_idx').on(t.workflowId, t.id)]);

/** Organization variables (`$vars`); a workflow's own stand in its definition. */
export const variables = pgTable('variables', {
  id: id(),
  orgId: orgId(),
  key: text('key').notNull(),
  value: text('value').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [uniqueIndex('variables_key').on(t.orgId, t.key)]);

/** What nodes keep between executions: chat memory, vectors. Keys of a workflow start with its id and go with it. */
export const nodeStores = pgTable('node_stores', {
  orgId: orgId(),
  key: text('key').notNull(),
  workflowId: uuid('workflow_id').references(() => workflows.id, { onDelete: 'cascade' }),
  value: json('value').$type<Json>().notNull(),
  updatedAt: updatedAt(),
}, t => [primaryKey({ columns: [t.orgId, t.key] })]);
