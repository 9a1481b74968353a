// Credentials: envelope-encrypted secrets, who may use them, and OAuth round trips.
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, createdAt, id, updatedAt } from './columns';
import { organizations, teams, users } from './people';

export const credentials = pgTable('credentials', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  ownerId: uuid('owner_id').references(() => users.id, { onDelete: 'set null' }),
  name: text('name').notNull(),
  type: text('type').notNull(),
  /** `v1 | kek id | wrapped data key | nonce | ciphertext | tag` (security.md 4A). */
  sealed: bytea('sealed').notNull(),
  keyId: text('key_id').notNull(),
  /** Part of the additional data: raised when the set of fields of a type changes meaning. */
  fieldSetVersion: integer('field_set_version').notNull().default(1),
  /** Host names it may be sent to: `api.stripe.com`, `*.example.com`. Empty means none. */
  allowedHosts: text('allowed_hosts').array().notNull().default(sql`'{}'`),
  expiresAt: at('expires_at'),
  lastUsedAt: at('last_used_at'),
  lastTestAt: at('last_test_at'),
  lastTestOk: text('last_test_result'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
}, t => [
  index('credentials_list_idx').on(t.orgId, t.updatedAt.desc(), t.id.desc()),
  index('credentials_type_idx').on(t.orgId, t.type),
  uniqueIndex('credentials_name_key').on(t.orgId, t.type, t.name),
]);

export const credentialShares = pgTable('credential_shares', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  credentialId: uuid('credential_id').notNull().references(() => credentials.id, { onDelete: 'cascade' }),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
  teamId: uuid('team_id').references(() => teams.id, { onDelete: 'cascade' }),
  createdAt: createdAt(),
}, t => [uniqueIndex('credential_shares_key').on(t.credentialId, t.userId, t.teamId)]);

export const oauthStates = pgTable('oauth_states', {
  id: id(),
  orgId: uuid('org_id').notNull().references(() => organizations.id, { onDelete: 'cascade' }),
  userId: uuid('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  credentialId: uuid('credential_id').notNull().references(() => credentials.id, { onDelete: 'cascade' }),
  stateHash: text('state_hash').notNull(),
  sealedVerifier: bytea('sealed_verifier').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: createdAt(),
}, t => [uniqueIndex('oauth_states_hash_key').on(t.stateHash)]);
