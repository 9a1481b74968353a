// What the database of a step's credential holds: schemas, tables, columns. Nothing is asked before a credential is chosen.
'use client';
import { useQuery } from '@tanstack/react-query';
import type { Json, JsonObject } from '~/lib/json';
import { type Outputs, useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { useDocument } from '../store/editor';

export type CatalogueEntry = Outputs['databases']['list'][number];

export type Catalogue =
  /** Why there is nothing to list. */
  | { kind: 'idle'; why: string }
  | { kind: 'loading' }
  | { kind: 'failed'; message: string; again(): void }
  | { kind: 'listed'; entries: CatalogueEntry[] };

const WITH_TABLES = ['postgres', 'timescaleDb', 'mySql'];

/** What a parameter names, or null for an expression: that is known when the step runs. */
export function namedIn(value: Json | undefined, standard: string): string | null {
  const held = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.value : value;
  const name = held === undefined || held === null || held === '' ? standard : String(held);
  return name.startsWith('=') ? null : name;
}

export function useCatalogue(nodeId: string, of: 'schemas' | 'tables' | 'columns', siblings: JsonObject, wanted = true): Catalogue {
  const trpc = useTRPC();
  const mayUse = useCan('credential:use');
  const credentials = useDocument(state => state.doc.nodes.get(nodeId)?.credentials);
  const [, chosen] = Object.entries(credentials ?? {}).find(([type, { id }]) => WITH_TABLES.includes(type) && id) ?? [];
  const schema = namedIn(siblings.schema, 'public');
  const table = namedIn(siblings.table, '');
  const request = of === 'schemas' ? { of } as const : of === 'tables' ? { of, schema: schema ?? '' } as const : { of, schema: schema ?? '', table: table ?? '' } as const;
  const why = !mayUse ? 'Your role may not use credentials' : !chosen?.id ? 'Choose a credential first' : of !== 'schemas' && schema === null ? 'The schema is an expression' : of === 'columns' && table === null ? 'The table is an expression' : of === 'columns' && table === '' ? 'Choose a table first' : null;
  const { data, error, refetch, isFetching } = useQuery(trpc.databases.list.queryOptions({ id: chosen?.id ?? '', request }, { enabled: wanted && why === null, staleTime: 60_000, retry: false }));
  if (why !== null) return { kind: 'idle', why };
  if (error && !isFetching) return { kind: 'failed', message: errorText(error), again: () => void refetch() };
  return data ? { kind: 'listed', entries: data } : { kind: 'loading' };
}
