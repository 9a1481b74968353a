// What can be pasted besides Weft's own clippings.
import { expect, it } from 'vitest';
import { readForeign } from './foreign';

it('takes nodes copied in n8n, with their wires', async () => {
  const text = JSON.stringify({
    nodes: [
      { parameters: {}, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0] },
      { parameters: { assignments: { assignments: [] } }, id: '2', name: 'Set', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [220, 0] },
    ],
    connections: { Start: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } },
    meta: { instanceId: 'x' },
  });
  const clipping = await readForeign(text);
  expect(clipping?.nodes.map(node => node.type)).toEqual(['manualTrigger', 'set']);
  expect(clipping?.edges).toHaveLength(1);
});

it('takes a cURL command and refuses plain text', async () => {
  expect((await readForeign('curl https://example.com'))?.nodes[0]?.parameters).toEqual({ url: 'https://example.com' });
  expect(await readForeign('hello')).toBeNull();
  expect(await readForeign('{"a":1}')).toBeNull();
});
