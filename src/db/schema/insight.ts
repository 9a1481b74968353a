// Insight: the audit log and notifications.
import { bigint, index, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { JsonObject } from '~/lib/json';
import { at, createdAt, id, updatedAt } from './columns';
import { organizations, users } from './people';

/** Append-only, hash-chained per organization (security.md 4H). */
export const auditLog = pgTable('audit_log', {
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
  at: at('at').notNull(),
  /** User id, `system`, or `key:<api key id>`. */
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  target: text('target').notNull(),
  details: json('details').$type<JsonObject>().notNull(),
  ip: text('ip'),
  requestId: text('request_id'),
}, t => [primaryKey({ columns: [t.orgId, t.seq] })]);

export const notifications = pgTable('notifications', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
  type: text('type').notNull(),
  title: text('title').notNull(),
  message: text('message').notNull(),
  priority: text('priority').$type<'low' | 'normal' | 'high'>().notNull().default('normal'),
  link: text('link'),
  readAt: at('read_at'),
  createdAt: createdAt(),
}, t => [index('notifications_user_idx').on(t.orgId, t.userId, t.id.desc())]);

export const notificationRules = pgTable('notification_rules', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  event: text('event').notNull(),
  condition: json('condition').$type<JsonObject>().notNull(),
  channel: text('channel').$type<'app' | 'email' | 'webhook'>().notNull(),
  target: text('target'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [index('notification_rules_org_idx').on(t.orgId)]);
