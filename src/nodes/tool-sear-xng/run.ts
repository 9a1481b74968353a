// SearXNG tool: a direct answer where there is one, and the first results.
import { NodeError, type RunNode } from '../contract';
import { answer, requestOf, type ToolRequest } from '../ai/protocols';
import { baseUrl, callJson, objectsIn } from '../ai/service';
import type { toolSearXng } from './definition';

export const runToolSearXng: RunNode<typeof toolSearXng> = async ({ call, parameters, tools }) => {
  const { arguments: given } = requestOf<ToolRequest>(call, 'a tool');
  const { numResults = 10, pageNumber = 1, language = 'en', safesearch = '0' } = parameters.get('options');
  const base = baseUrl((await tools.credential('searXngApi')).apiUrl, '');
  if (!/^https?:\/\//i.test(base)) throw new NodeError('The URL of SearXNG must start with http:// or https://');
  const query: [string, string][] = [['q', String(given.input ?? '')], ['format', 'json'], ['pageno', String(pageNumber)], ['language', language], ['safesearch', safesearch]];
  const { answers, results } = await callJson(tools, { method: 'GET', url: `${base}/search`, query, retries: 1 });
  const direct = (Array.isArray(answers) ? answers : []).map(each => (typeof each === 'string' ? each : String((each as { answer?: unknown } | null)?.answer ?? ''))).filter(each => each !== '');
  const found = objectsIn(results).slice(0, Math.max(1, Number(numResults) || 10)).map(({ title, url, content }) => ({ title: String(title ?? ''), link: String(url ?? ''), snippet: String(content ?? '') }));
  const lines = [...direct.slice(0, 1), ...(found.length > 0 ? [JSON.stringify(found)] : [])];
  return answer({ response: lines.length > 0 ? lines.join('\n') : 'No good results found.' });
};
