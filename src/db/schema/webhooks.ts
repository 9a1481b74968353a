// Webhooks: their tokens and the durable inbox of deliveries.
import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, createdAt, id, updatedAt } from './columns';
import { organizations } from './people';
import { workflows } from './workflows';

export const webhooks = pgTable('webhooks', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  workflowId: uuid('workflow_id').notNull().references(() => workflows.id, { onDelete: 'cascade' }),
  nodeId: text('node_id').notNull(),
  /** 192 random bits: the path of its URL and the only key to it. */
  token: text('token').notNull(),
  /** Null while the workflow is not published. */
  liveVersionId: uuid('live_version_id'),
  methods: text('methods').array().notNull().default(sql`'{GET}'`),
  enabled: boolean('enabled').notNull().default(true),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [
  uniqueIndex('webhooks_token_key').on(t.token),
  uniqueIndex('webhooks_node_key').on(t.workflowId, t.nodeId),
  index('webhooks_org_idx').on(t.orgId),
]);

export type EventOutcome = 'accepted' | 'duplicate' | 'refused';

export const webhookEvents = pgTable('webhook_events', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  webhookId: uuid('webhook_id').notNull().references(() => webhooks.id, { onDelete: 'cascade' }),
  method: text('method').notNull(),
  /** Path after the token, with the query. */
  path: text('path').notNull(),
  headers: json('headers').$type<Record<string, string>>().notNull(),
  body: bytea('body').notNull(),
  bodyHash: text('body_hash').notNull(),
  sourceIp: text('source_ip'),
  /** The sender's event id; the same one twice is one execution. */
  dedupeKey: text('dedupe_key'),
  test: boolean('test').notNull().default(false),
  outcome: text('outcome').$type<EventOutcome>().notNull(),
  executionId: uuid('execution_id'),
  status: integer('status'),
  receivedAt: at('received_at').notNull().defaultNow(),
}, t => [
  uniqueIndex('webhook_events_dedupe_key').on(t.webhookId, t.dedupeKey),
  index('webhook_events_list_idx').on(t.orgId, t.id.desc()),
  index('webhook_events_webhook_idx').on(t.webhookId, t.id.desc()),
]);
