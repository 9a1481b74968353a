// RSS trigger: entries that are newer than the newest one seen before. By hand it gives the newest one.
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { readFeed } from '../rss-feed-read/run';
import type { rssFeedReadTrigger } from './definition';

const MAX_SEEN = 1000;

const timeOf = (entry: JsonObject): number => Date.parse(String(entry.isoDate ?? ''));
const nameOf = (entry: JsonObject): string => String(entry.guid ?? entry.id ?? entry.link ?? entry.title ?? '');

export const runRssFeedReadTrigger: RunNode<typeof rssFeedReadTrigger> = async ({ parameters, tools, execution }) => {
  const { feedUrl } = parameters.at();
  if (feedUrl.trim() === '') throw new NodeError('The feed URL is empty');
  const entries = await readFeed({ url: feedUrl }, tools);
  if (execution.mode === 'manual') return [entries.slice(0, 1).map(json => ({ json }))];
  const kept = tools.staticData('node');
  const since = typeof kept.lastItemDate === 'string' ? Date.parse(kept.lastItemDate) : null;
  // Entries without a date are told apart by name; on the first look everything there is counts as seen.
  const seen = new Set(Array.isArray(kept.seen) ? kept.seen.map(String) : []);
  const undated = entries.filter(entry => Number.isNaN(timeOf(entry)));
  const fresh = since === null ? [] : entries.filter(entry => (Number.isNaN(timeOf(entry)) ? !seen.has(nameOf(entry)) : timeOf(entry) > since));
  const times = entries.map(timeOf).filter(time => !Number.isNaN(time));
  kept.lastItemDate = new Date(Math.max(...(since === null ? [] : [since]), ...(times.length > 0 ? times : [since ?? tools.now()]))).toISOString();
  if (undated.length > 0) kept.seen = [...new Set([...undated.map(nameOf), ...seen])].slice(0, MAX_SEEN);
  return [fresh.map(json => ({ json }))];
};
