// RSS read: one request for each item, one output item for each entry.
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunNode, type Tools } from '../contract';
import { eachItemAsync } from '../each-item';
import { fieldNames } from '../field-names';
import { statusError, textOf } from '../http-request/response';
import type { rssFeedRead } from './definition';
import { feedEntries } from './feed';

/** The entries of a feed in its order; `customFields` is a comma list of further elements to take over. */
export async function readFeed(feed: { url: string; ignoreSSL?: boolean; customFields?: string }, tools: Pick<Tools, 'http' | 'now'>): Promise<JsonObject[]> {
  const url = feed.url.trim();
  if (!/^https?:\/\//i.test(url)) throw new NodeError(url === '' ? 'The URL is empty' : 'The URL must start with http:// or https://');
  const response = await tools.http({
    method: 'GET',
    url,
    headers: [['accept', 'application/rss+xml, application/atom+xml, application/rdf+xml;q=0.8, application/xml;q=0.6, text/xml;q=0.6, */*;q=0.4']],
    ...(feed.ignoreSSL === true ? { allowUnauthorizedCerts: true } : {}),
  });
  if (response.status >= 400) throw statusError(response, tools.now());
  return feedEntries(textOf(response).replace(/^\uFEFF/, '').trim(), fieldNames(feed.customFields));
}

export const runRssFeedRead: RunNode<typeof rssFeedRead> = async context => {
  const read = async (index: number): Promise<JsonObject[]> => {
    const { url, options } = context.parameters.at(index);
    return readFeed({ url, ...options }, context.tools);
  };
  if (context.node.typeVersion > 1) return [await eachItemAsync(context, async (_, index) => (await read(index)).map(json => ({ json })), 5)];
  // Version 1 reads one feed for all items.
  const made = await eachItemAsync({ items: context.items.slice(0, 1), continueOnFail: context.continueOnFail }, async (_, index) => (await read(index)).map(json => ({ json })));
  return [made.map(item => ({ ...item, pairedItem: context.items.map((_, index) => ({ item: index })) }))];
};
