// RSS read: one request for each item, one output item for each entry.
import { NodeError, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { fieldNames } from '../field-names';
import { statusError, textOf } from '../http-request/response';
import type { rssFeedRead } from './definition';
import { feedEntries } from './feed';

export const runRssFeedRead: RunNode<typeof rssFeedRead> = async context => [
  await eachItemAsync(
    context,
    async (_, index) => {
      const { url, options } = context.parameters.at(index);
      if (!/^https?:\/\//i.test(url.trim())) throw new NodeError(url.trim() === '' ? 'The URL is empty' : 'The URL must start with http:// or https://');
      const response = await context.tools.http({
        method: 'GET',
        url: url.trim(),
        headers: [['accept', 'application/rss+xml, application/atom+xml, application/rdf+xml;q=0.8, application/xml;q=0.6, text/xml;q=0.6, */*;q=0.4']],
        ...(options.ignoreSSL === true ? { allowUnauthorizedCerts: true } : {}),
      });
      if (response.status >= 400) throw statusError(response, context.tools.now());
      return feedEntries(textOf(response).replace(/^\uFEFF/, '').trim(), fieldNames(options.customFields)).map(json => ({ json }));
    },
    5,
  ),
];
