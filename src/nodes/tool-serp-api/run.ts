// SerpApi tool: the answer box, or the first results.
import { isPlainObject } from '~/lib/json';
import type { RunNode } from '../contract';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import { callJson, objectsIn } from '../ai/service';
import type { toolSerpApi } from './definition';

const RESULTS = 8;

export const runToolSerpApi: RunNode<typeof toolSerpApi> = async ({ call, parameters, tools }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const options = Object.entries(parameters.get('options')).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  const body = await callJson(tools, { method: 'GET', url: 'https://serpapi.com/search.json', credentialType: 'serpApi', retries: 1, query: [['engine', 'google'], ['q', String(given.input ?? '')], ...options] });
  const box = isPlainObject(body.answer_box) ? (body.answer_box.answer ?? body.answer_box.snippet) : undefined;
  const results = objectsIn(body.organic_results).slice(0, RESULTS).map(({ title, link, snippet }) => ({ title: String(title ?? ''), link: String(link ?? ''), snippet: String(snippet ?? '') }));
  return answer({ response: typeof box === 'string' ? `${box}\n${JSON.stringify(results)}` : results.length > 0 ? JSON.stringify(results) : 'No good search result found' });
};
