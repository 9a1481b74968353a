// People: users, sessions, tokens, keys, organizations and who belongs to them.
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, createdAt, id, updatedAt } from './columns';

export const ROLES = ['owner', 'admin', 'editor', 'operator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const users = pgTable('users', {
  id: id(),
  /** Lower case, NFKC. */
  email: text('email').notNull(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  /** Raised by a password change: sessions of an older epoch are over. */
  epoch: integer('epoch').notNull().default(1),
  failedLogins: integer('failed_logins').notNull().default(0),
  lockedUntil: at('locked_until'),
  emailVerifiedAt: at('email_verified_at'),
  totpSecret: text('totp_secret'),
  disabledAt: at('disabled_at'),
  lastSignInAt: at('last_sign_in_at'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [uniqueIndex('users_email_key').on(t.email)]);

export const organizations = pgTable('organizations', {
  id: id(),
  name: text('name').notNull(),
  slug: text('slug').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [uniqueIndex('organizations_slug_key').on(t.slug)]);

export const memberships = pgTable('memberships', {
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  role: text('role').$type<Role>().notNull(),
  createdAt: createdAt(),
}, t => [primaryKey({ columns: [t.orgId, t.userId] }), index('memberships_user_idx').on(t.userId)]);

export const sessions = pgTable('sessions', {
  id: id(),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  /** The organization the person works in; changed by switching. */
  orgId: uuid('active_org_id').references(() => organizations.id, { onDelete: 'set null' }),
  epoch: integer('epoch').notNull(),
  mfaLevel: integer('mfa_level').notNull().default(0),
  ip: text('ip'),
  userAgent: text('user_agent'),
  createdAt: createdAt(),
  lastSeenAt: at('last_seen_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
  revokedAt: at('revoked_at'),
}, t => [index('sessions_user_idx').on(t.userId), index('sessions_expires_idx').on(t.expiresAt)]);

export const tokens = pgTable('tokens', {
  id: id(),
  kind: text('kind').$type<'verify' | 'reset' | 'invite'>().notNull(),
  /** SHA-256 of the token; the token itself is never stored. */
  hash: text('hash').notNull(),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
  orgId: uuid('for_org_id').references(() => organizations.id, { onDelete: 'cascade' }),
  email: text('email'),
  role: text('role').$type<Role>(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
  createdAt: createdAt(),
}, t => [uniqueIndex('tokens_hash_key').on(t.hash), index('tokens_user_idx').on(t.userId), index('tokens_org_idx').on(t.orgId)]);

export const recoveryCodes = pgTable('recovery_codes', {
  id: id(),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  hash: text('hash').notNull(),
  usedAt: at('used_at'),
}, t => [index('recovery_codes_user_idx').on(t.userId)]);

export const apiKeys = pgTable('api_keys', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  /** First characters, shown in lists. */
  prefix: text('prefix').notNull(),
  hash: text('hash').notNull(),
  scopes: text('scopes').array().notNull().default(sql`'{}'`),
  lastUsedAt: at('last_used_at'),
  expiresAt: at('expires_at'),
  revokedAt: at('revoked_at'),
  createdAt: createdAt(),
}, t => [uniqueIndex('api_keys_hash_key').on(t.hash), index('api_keys_org_idx').on(t.orgId), index('api_keys_user_idx').on(t.userId)]);

export const teams = pgTable('teams', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [uniqueIndex('teams_name_key').on(t.orgId, t.name)]);

export const teamMembers = pgTable('team_members', {
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  teamId: uuid('team_id').notNull().references(() => teams.id, { onDelete: 'cascade' }),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
}, t => [primaryKey({ columns: [t.teamId, t.userId] }), index('team_members_user_idx').on(t.userId)]);

/** Failed sign-ins by address and source, for people who exist and who do not: both lock alike. */
export const signInAttempts = pgTable('sign_in_attempts', {
  email: text('email').notNull(),
  ip: text('ip').notNull(),
  failures: integer('failures').notNull(),
  lockedUntil: at('locked_until'),
  lastAt: at('last_at').notNull().defaultNow(),
}, t => [primaryKey({ columns: [t.email, t.ip] }), index('sign_in_attempts_last_idx').on(t.lastAt)]);

/** Values of the instance itself: the set-up token, the key check values. */
export const appSettings = pgTable('app_settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: updatedAt(),
});
