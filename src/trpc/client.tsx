// tRPC in the browser: queries and mutations in batches, subscriptions as server-sent events.
'use client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient, type TRPCLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import { isPlainObject } from '~/lib/json';
import type { AppRouter } from '~/server/router';
import { makeQueryClient } from './query-client';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export type Api = TRPCClient<AppRouter>;
export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

const URL = '/api/trpc';

/** Infinite queries add a `direction`, which no procedure of ours takes: pages only go forward, by cursor. */
const withoutDirection: TRPCLink<AppRouter> = () => ({ op, next }) => {
  const input = op.input;
  if (!isPlainObject(input) || !('direction' in input)) return next(op);
  const { direction: _direction, ...rest } = input;
  return next({ ...op, input: rest });
};

const makeClient = (): Api => createTRPCClient<AppRouter>({
  links: [withoutDirection, splitLink({ condition: operation => operation.type === 'subscription', true: httpSubscriptionLink({ url: URL }), false: httpBatchLink({ url: URL, maxURLLength: 2000 }) })],
});

let browserQueries: QueryClient | undefined;

// One cache for the tab; on the server one for each request, so that nobody reads another person's answers.
function queries(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  browserQueries ??= makeQueryClient();
  return browserQueries;
}

export function ApiProvider({ children }: { children: ReactNode }) {
  const queryClient = queries();
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>{children}</TRPCProvider>
    </QueryClientProvider>
  );
}
