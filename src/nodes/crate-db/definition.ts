// CrateDB: PostgreSQL's protocol, with the parameters of n8n's first Postgres node.
import { defineNode } from '../contract';
import { postgres } from '../postgres/definition';

export const crateDb = defineNode({
  ...postgres,
  type: 'crateDb',
  label: 'CrateDB',
  description: 'Queries a CrateDB database and writes its rows',
  aliases: ['sql', 'database', 'query', 'time series'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.crateDb'],
  credentials: [{ type: 'crateDb', label: 'CrateDB', required: true }],
});
