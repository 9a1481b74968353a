// RSS read: feeds of all three kinds.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { rssFeedRead } from './definition';
import { runRssFeedRead } from './run';

async function run(text: string, parameters: JsonObject = {}, status = 200) {
  const http = async () => ({ status, statusText: '', headers: { 'content-type': 'application/xml' }, body: new TextEncoder().encode(text), url: '' });
  return jsonOf(outputsOf(await runRssFeedRead(testContext(rssFeedRead, { items: [{}], parameters: { url: 'https://x.test/feed', ...parameters }, tools: { http } })))[0]);
}

const rss = `\uFEFF<?xml version="1.0"?><rss version="2.0" xmlns:dc="d"><channel><title>C</title>
<item><title>One</title><link>https://x.test/1</link><pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate><dc:creator>Ada</dc:creator><guid isPermaLink="false">g1</guid>
<description><![CDATA[<p>Hello&amp; <b>you</b></p><p>two</p>]]></description><category>a</category><category>b</category><media:x>m</media:x></item>
<item><title>Two</title></item></channel></rss>`;

describe('rss read', () => {
  it('RSS 2.0', async () => {
    expect(await run(rss, { options: { customFields: 'media:x' } })).toEqual([
      { creator: 'Ada', title: 'One', link: 'https://x.test/1', pubDate: 'Fri, 02 Jan 2026 03:04:05 GMT', 'dc:creator': 'Ada', content: '<p>Hello&amp; <b>you</b></p><p>two</p>', contentSnippet: 'Hello& you\ntwo', guid: 'g1', categories: ['a', 'b'], isoDate: '2026-01-02T03:04:05.000Z', 'media:x': 'm' },
      { title: 'Two' },
    ]);
  });
  it('Atom', async () => {
    const atom = '<feed xmlns="a"><entry><title type="html">T</title><link rel="self" href="s"/><link rel="alternate" href="https://x.test/a"/><id>i</id><updated>2026-01-02T03:04:05Z</updated><author><name>Ada</name></author><content type="html">&lt;b&gt;c&lt;/b&gt;</content><category term="t"/></entry></feed>';
    expect(await run(atom)).toEqual([{ title: 'T', link: 'https://x.test/a', pubDate: '2026-01-02T03:04:05.000Z', author: 'Ada', content: '<b>c</b>', contentSnippet: 'c', id: 'i', categories: ['t'], isoDate: '2026-01-02T03:04:05.000Z' }]);
  });
  it('RSS 1.0, and feeds without entries', async () => {
    expect(await run('<rdf:RDF xmlns:rdf="r"><item rdf:about="u"><title>T</title><dc:date>2026-01-02</dc:date></item></rdf:RDF>')).toEqual([{ title: 'T', pubDate: '2026-01-02', guid: 'u', isoDate: '2026-01-02T00:00:00.000Z' }]);
    expect(await run('<rss><channel><title>x</title></channel></rss>')).toEqual([]);
  });
  it.each<[string, JsonObject, number, string]>([
    ['<html></html>', {}, 200, 'This is not a feed'],
    ['nope', {}, 200, 'not valid XML'],
    ['', {}, 404, '(404)'],
    ['', { url: 'x' }, 200, 'must start with http'],
  ])('refuses %s', async (text, parameters, status, message) => expect(run(text, parameters, status)).rejects.toThrow(message));
});
