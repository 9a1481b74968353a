// SSE trigger: starts the workflow with every event of a server's stream.
import { defineNode } from '../contract';
import { string } from '../fields';
import { shortUrl } from '../subtitle';

export const sseTrigger = defineNode({
  type: 'sseTrigger',
  label: 'SSE trigger',
  description: 'Starts the workflow with every event of a stream',
  group: 'trigger',
  icon: 'radio',
  aliases: ['server sent events', 'eventsource', 'stream', 'push'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.sseTrigger'],
  trigger: 'event',
  stands: true,
  inputs: [],
  outputs: [{}],
  parameters: { url: string({ label: 'URL', required: true, placeholder: 'https://example.com/events' }) },
  effect: 'read',
  subtitle: ({ url }) => shortUrl(url),
});
