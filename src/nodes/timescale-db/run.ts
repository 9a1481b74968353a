// TimescaleDB: runs as Postgres does.
import type { RunNode } from '../contract';
import { runSqlNode } from '../postgres/run';
import type { timescaleDb } from './definition';

export const runTimescaleDb: RunNode<typeof timescaleDb> = context => runSqlNode(context, { credentialType: 'timescaleDb' });
