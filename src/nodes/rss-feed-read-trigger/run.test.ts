// RSS trigger: what counts as new.
import { expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import type { ExecutionMode } from '../contract';
import { jsonOf, outputsOf, testContext } from '../testing';
import { rssFeedReadTrigger } from './definition';
import { runRssFeedReadTrigger } from './run';

const entry = (name: string, date?: string) => `<item><title>${name}</title><guid>${name}</guid>${date ? `<pubDate>${date}</pubDate>` : ''}</item>`;
async function look(state: JsonObject, entries: string[], mode: ExecutionMode = 'trigger') {
  const http = async () => ({ status: 200, statusText: '', headers: {}, body: new TextEncoder().encode(`<rss><channel>${entries.join('')}</channel></rss>`), url: '' });
  const run = testContext(rssFeedReadTrigger, { parameters: { feedUrl: 'https://x.test/feed' }, mode, tools: { http, staticData: () => state } });
  return jsonOf(outputsOf(await runRssFeedReadTrigger(run))[0]).map(json => (json as JsonObject).title);
}

it('gives what came after the first look, once', async () => {
  const state: JsonObject = {};
  expect(await look(state, [entry('old', 'Thu, 01 Jan 2026 00:00:00 GMT')])).toEqual([]);
  const later = [entry('new', 'Fri, 02 Jan 2026 04:00:00 GMT'), entry('old', 'Thu, 01 Jan 2026 00:00:00 GMT')];
  expect(await look(state, later)).toEqual(['new']);
  expect(await look(state, later)).toEqual([]);
  expect(await look(state, [])).toEqual([]);
  expect(state.lastItemDate).toBe('2026-01-02T04:00:00.000Z');
});

it('tells entries without a date apart by their name', async () => {
  const state: JsonObject = {};
  expect(await look(state, [entry('a')])).toEqual([]);
  expect(await look(state, [entry('b'), entry('a')])).toEqual(['b']);
  expect(await look(state, [entry('b'), entry('a')])).toEqual([]);
});

it('shows the newest entry by hand and keeps nothing', async () => {
  const state: JsonObject = {};
  expect(await look(state, [entry('a'), entry('b')], 'manual')).toEqual(['a']);
  expect(state).toEqual({});
});
