// CrateDB: runs as Postgres does.
import type { RunNode } from '../contract';
import { runSqlNode } from '../postgres/run';
import type { crateDb } from './definition';

export const runCrateDb: RunNode<typeof crateDb> = context => runSqlNode(context, { credentialType: 'crateDb', plain: true });
