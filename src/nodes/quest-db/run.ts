// QuestDB: runs as Postgres does.
import type { RunNode } from '../contract';
import { runSqlNode } from '../postgres/run';
import type { questDb } from './definition';

export const runQuestDb: RunNode<typeof questDb> = context => runSqlNode(context, { credentialType: 'questDb', plain: true, returns: false });
