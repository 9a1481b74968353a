// RSS trigger: starts the workflow with the new entries of a feed.
import { defineNode } from '../contract';
import { string } from '../fields';
import { pollTimes } from '../polling/fields';
import { shortUrl } from '../subtitle';

export const rssFeedReadTrigger = defineNode({
  type: 'rssFeedReadTrigger',
  label: 'RSS trigger',
  description: 'Starts the workflow when a feed has new entries',
  group: 'trigger',
  icon: 'rss',
  aliases: ['feed', 'atom', 'news', 'blog', 'poll'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.rssFeedReadTrigger'],
  trigger: 'event',
  polls: true,
  inputs: [],
  outputs: [{}],
  parameters: {
    pollTimes,
    feedUrl: string({ label: 'Feed URL', required: true, placeholder: 'https://example.com/feed.xml' }),
  },
  effect: 'read',
  subtitle: ({ feedUrl }) => shortUrl(feedUrl),
});
