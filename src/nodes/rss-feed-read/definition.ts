// RSS read: reads a feed and gives an item for each entry.
import { defineNode } from '../contract';
import { boolean, collection, string } from '../fields';
import { shortUrl } from '../subtitle';

export const rssFeedRead = defineNode({
  type: 'rssFeedRead',
  label: 'RSS read',
  description: 'Reads a feed and gives an item for each entry',
  group: 'http',
  icon: 'rss',
  aliases: ['feed', 'atom', 'news', 'blog'],
  versions: [1, 1.1, 1.2],
  n8nTypes: ['n8n-nodes-base.rssFeedRead'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    url: string({ label: 'URL', required: true, placeholder: 'https://example.com/feed.xml' }),
    options: collection({
      label: 'Options',
      fields: {
        customFields: string({ label: 'Custom fields', placeholder: 'media:content, author', help: 'Further elements of an entry, separated by commas' }),
        ignoreSSL: boolean({ label: 'Ignore TLS errors' }),
      },
    }),
  },
  effect: 'read',
  subtitle: ({ url }) => shortUrl(url),
});
