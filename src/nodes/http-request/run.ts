// HTTP request: one call for each item, through the egress client only (engine-nodes.md 9.6).
import type { Item } from '~/engine/items';
import type { HttpRequest, HttpResponse, RunContext, RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import { sleep } from '~/lib/sleep';
import type { httpRequest } from './definition';
import { fetchPages, type Pagination, paginationOf } from './pagination';
import { buildRequest, type Parameters } from './request';
import { fileInfo, itemsOf, readBody, shownStatusError, withCode } from './response';

/** Calls of one step at once, where no batching is set. */
const PARALLEL = 10;

async function callFor(context: RunContext<Parameters>, item: Item, index: number, pagination: Pagination | null): Promise<Item[]> {
  const { tools } = context;
  const parameters = context.parameters.at(index);
  const neverError = parameters.options.response?.response?.neverError === true;
  const accept = (response: HttpResponse): void => {
    if (response.status >= 300 && !neverError) throw shownStatusError(response, tools.now(), pagination !== null);
  };
  const read = (response: HttpResponse) => readBody(response, parameters);
  const send = (asked: HttpRequest) => tools.http(asked).catch(error => { throw withCode(error); });
  const request: HttpRequest = { ...buildRequest(context, parameters, item, index), toFile: answer => (answer.status >= 300 && !neverError ? null : fileInfo(answer, parameters)) };
  if (pagination !== null) {
    const pages = await fetchPages(pagination, request, index, tools, { send, read, accept });
    return pages.flatMap(page => itemsOf(page.response, page.body, parameters, item, index));
  }
  const response = await send(request);
  accept(response);
  return itemsOf(response, read(response), parameters, item, index);
}

export const runHttpRequest: RunNode<typeof httpRequest> = async context => {
  const pagination = paginationOf(context.parameters.raw);
  const batching = context.parameters.get('options').batching?.batch;
  const call = (item: Item, index: number): Promise<Item[]> => callFor(context, item, index, pagination);
  if (batching === undefined) return [await eachItemAsync(context, call, PARALLEL)];
  const { batchSize = 50 } = batching;
  // 0 and less mean one batch; a part of an item is one item, or the loop would not move on.
  const size = batchSize > 0 ? Math.max(1, Math.floor(batchSize)) : context.items.length;
  const pauseMs = batching.batchInterval ?? 1000;
  const batches: Item[][] = [];
  for (let start = 0; start < context.items.length; start += size) {
    if (start > 0 && pauseMs > 0) await sleep(pauseMs, context.tools.signal);
    const batch = context.items.slice(start, start + size);
    batches.push(await eachItemAsync({ items: batch, continueOnFail: context.continueOnFail }, (item, at) => call(item, start + at), PARALLEL, start));
  }
  return [batches.flat()];
};
