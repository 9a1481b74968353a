// The vector store of PostgreSQL's pgvector: documents in a table, found by cosine, inner product or distance.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError } from '../contract';
import type { SqlStatement } from '../tools/systems';
import { quoted } from '../sql/text';
import type { FoundDocument } from '../ai/protocols';
import type { OpenBackend } from './backend';

const OPERATORS: Record<string, string> = { cosine: '<=>', innerProduct: '<#>', euclidean: '<->' };

const objectIn = (value: unknown): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {});
const textIn = (value: unknown, standard: string): string => (typeof value === 'string' && value !== '' ? value : standard);
const column = (name: string): string => quoted(name, 'postgres');

export const openPgVector: OpenBackend = async ({ tools }, { tableName, options }) => {
  const { columnNames, distanceStrategy } = objectIn(options);
  const names = objectIn(objectIn(columnNames).values);
  const id = column(textIn(names.idColumnName, 'id'));
  const vectorName = column(textIn(names.vectorColumnName, 'embedding'));
  const content = column(textIn(names.contentColumnName, 'text'));
  const metadata = column(textIn(names.metadataColumnName, 'metadata'));
  const table = textIn(tableName, 'n8n_vectors').split('.').map(column).join('.');
  const operator = OPERATORS[textIn(distanceStrategy, 'cosine')] ?? '<=>';
  const send = (statements: SqlStatement[]) => tools.sql({ dialect: 'postgres', credentialType: 'postgres', statements, batching: 'transaction' });
  return {
    async insert(entries) {
      const size = entries[0]?.vector.length ?? 0;
      const made: SqlStatement[] = [
        { text: 'CREATE EXTENSION IF NOT EXISTS vector', values: [] },
        { text: `CREATE TABLE IF NOT EXISTS ${table} (${id} uuid PRIMARY KEY, ${content} text, ${metadata} jsonb, ${vectorName} vector(${size}))`, values: [] },
      ];
      const rows = entries.map(({ id: key, text, metadata: data, vector }): SqlStatement => ({
        text: `INSERT INTO ${table} (${id}, ${content}, ${metadata}, ${vectorName}) VALUES ($1::uuid, $2, $3::jsonb, $4::text::vector) ON CONFLICT (${id}) DO UPDATE SET ${content} = excluded.${content}, ${metadata} = excluded.${metadata}, ${vectorName} = excluded.${vectorName}`,
        values: [key, text, JSON.stringify(data), JSON.stringify(vector)],
      }));
      await send([...made, ...rows]);
    },
    async search(vector, topK, filter) {
      const where = Object.keys(filter).length > 0 ? ` WHERE ${metadata} @> $3::jsonb` : '';
      const values: Json[] = [JSON.stringify(vector), topK, ...(where === '' ? [] : [JSON.stringify(filter)])];
      const [found] = await send([{ text: `SELECT ${content} AS text, ${metadata} AS metadata, ${vectorName} ${operator} $1::text::vector AS distance FROM ${table}${where} ORDER BY distance LIMIT $2::int`, values }]);
      if (!found || !('rows' in found)) throw new NodeError('The documents could not be read');
      return found.rows.map((row): FoundDocument => ({ text: textIn(row.text, ''), metadata: objectIn(row.metadata), score: Number.isFinite(Number(row.distance)) ? Number(row.distance) : null }));
    },
  };
};
