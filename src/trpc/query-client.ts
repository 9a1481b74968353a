// The query cache, with the same settings on the server and in the browser.
import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query';
import { errorCode } from './errors';

/** Answers a wrong request always gives are not asked for again. */
const FINAL = new Set(['invalid', 'unauthenticated', 'forbidden', 'not_found', 'conflict']);

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => count < 2 && !FINAL.has(errorCode(error) ?? '') },
      // What a page brings along must look like what the wire brings: dates as text.
      dehydrate: { serializeData: data => JSON.parse(JSON.stringify(data)), shouldDehydrateQuery: query => defaultShouldDehydrateQuery(query) || query.state.status === 'pending' },
    },
  });
}
