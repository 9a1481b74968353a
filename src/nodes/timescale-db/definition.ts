// TimescaleDB: PostgreSQL's protocol, with the parameters of n8n's first Postgres node.
import { defineNode } from '../contract';
import { postgres } from '../postgres/definition';

export const timescaleDb = defineNode({
  ...postgres,
  type: 'timescaleDb',
  label: 'TimescaleDB',
  description: 'Queries a TimescaleDB database and writes its rows',
  aliases: ['sql', 'database', 'query', 'time series'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.timescaleDb'],
  credentials: [{ type: 'timescaleDb', label: 'TimescaleDB', required: true }],
});
