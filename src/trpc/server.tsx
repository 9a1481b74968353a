// tRPC on the server: pages ask procedures directly and hand the answers to the browser's cache.
import { dehydrate, type FetchQueryOptions, HydrationBoundary } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { cache, type ReactNode } from 'react';
import { newId } from '~/lib/ids';
import { findPageActor } from '~/server/auth/page-session';
import { getContainer } from '~/server/container';
import { appRouter } from '~/server/router';
import type { Context } from '~/server/trpc';
import { makeQueryClient } from './query-client';

// Once per request each.
const queries = cache(makeQueryClient);
const context = cache(async (): Promise<Context> => ({ container: await getContainer(), actor: await findPageActor(), ip: 'page', requestId: newId() }));

export const serverTrpc = createTRPCOptionsProxy({ ctx: context, router: appRouter, queryClient: queries });

/** Fetches into the cache that `Hydrate` passes on. A failure is left to the browser, which asks again and shows it. */
export async function prefetch(options: { queryKey: readonly unknown[] } & object): Promise<void> {
  await queries().prefetchQuery(options as FetchQueryOptions);
}

/** The answer itself, asked for once in a request; null when it is refused. */
export async function fetchForPage<T>(options: { queryKey: readonly unknown[] } & object): Promise<T | null> {
  return queries().fetchQuery(options as FetchQueryOptions).then(answer => answer as T, () => null);
}

export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queries())}>{children}</HydrationBoundary>;
}
