// Wikipedia tool: the first articles of a search, each with its opening.
import { isPlainObject } from '~/lib/json';
import type { RunNode } from '../contract';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import { callJson, objectsIn } from '../ai/service';
import type { toolWikipedia } from './definition';

const ARTICLES = 3;
const MAX_TEXT = 4000;

export const runToolWikipedia: RunNode<typeof toolWikipedia> = async ({ call, tools }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const body = await callJson(tools, {
    method: 'GET', url: 'https://en.wikipedia.org/w/api.php', retries: 1,
    query: [['action', 'query'], ['generator', 'search'], ['gsrsearch', String(given.input ?? '')], ['gsrlimit', String(ARTICLES)], ['prop', 'extracts'], ['exintro', '1'], ['explaintext', '1'], ['exlimit', String(ARTICLES)], ['format', 'json'], ['formatversion', '2']],
  });
  const pages = objectsIn(isPlainObject(body.query) ? body.query.pages : []);
  pages.sort((a, b) => Number(a.index) - Number(b.index));
  const texts = pages.map(({ title, extract }) => `Page: ${String(title)}\nSummary: ${String(extract ?? '').slice(0, MAX_TEXT)}`);
  return answer({ response: texts.length > 0 ? texts.join('\n\n') : 'No good Wikipedia search result was found' });
};
