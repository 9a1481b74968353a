// QuestDB: PostgreSQL's protocol, with the parameters of n8n's first Postgres node.
import { defineNode } from '../contract';
import { postgres } from '../postgres/definition';

export const questDb = defineNode({
  ...postgres,
  type: 'questDb',
  label: 'QuestDB',
  description: 'Queries a QuestDB database and writes its rows',
  aliases: ['sql', 'database', 'query', 'time series'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.questDb'],
  credentials: [{ type: 'questDb', label: 'QuestDB', required: true }],
});
