// Requests to model services: JSON in and out, errors in the service's own words, tries when it is busy.
import { isPlainObject, type JsonObject } from '~/lib/json';
import { sleep } from '~/lib/sleep';
import { type HttpRequest, type HttpResponse, NodeError, type Tools } from '../contract';
import { statusError, textOf } from '../http-request/response';

export interface ServiceCall {
  url: string;
  method?: string;
  credentialType?: string;
  headers?: [name: string, value: string][];
  query?: [name: string, value: string][];
  body?: HttpRequest['body'];
  /** Milliseconds. */
  timeoutMs?: number;
  /** Told of the answer as it comes. */
  onPiece?: HttpRequest['onPiece'];
  /** Further tries after an answer that says "later". */
  retries?: number;
}

/** Longest pause a call waits before it tries again by itself; above that the step's own retries decide. */
const LONGEST_PAUSE = 20_000;

export async function callService(tools: Tools, call: ServiceCall): Promise<HttpResponse> {
  const { retries = 0, method = 'POST', ...rest } = call;
  for (let attempt = 0; ; attempt++) {
    const error = await tryOnce(tools, { method, slow: true, ...rest });
    if (!(error instanceof Error)) return error;
    const pause = error.retryAfterMs ?? 500 * 2 ** attempt;
    if (!error.retryable || attempt >= retries || pause > LONGEST_PAUSE) throw error;
    await sleep(pause, tools.signal);
  }
}

export async function callJson(tools: Tools, call: ServiceCall): Promise<JsonObject> {
  const response = await callService(tools, call);
  try {
    const value: unknown = JSON.parse(textOf(response));
    if (isPlainObject(value)) return value as JsonObject;
  } catch {
    // Said below.
  }
  throw new NodeError(`${new URL(call.url).host} did not answer with JSON`, { description: textOf(response).slice(0, 300) });
}

async function tryOnce(tools: Tools, request: HttpRequest): Promise<HttpResponse | NodeError> {
  try {
    const response = await tools.http(request);
    return response.status >= 400 ? explained(response, tools.now()) : response;
  } catch (error) {
    if (error instanceof Error && error.name === 'NodeError') return error as NodeError;
    throw error;
  }
}

/** The services put a sentence under `error.message`, `error`, `message` or `detail`. */
function explained(response: HttpResponse, now: number): NodeError {
  const plain = statusError(response, now);
  let said: unknown;
  try {
    const body: unknown = JSON.parse(textOf(response));
    if (isPlainObject(body)) said = isPlainObject(body.error) ? body.error.message : (body.error ?? body.message ?? body.detail);
  } catch {
    return plain;
  }
  if (typeof said !== 'string' || said === '') return plain;
  const { retryable, retryAfterMs } = plain;
  return new NodeError(`${said.slice(0, 1000)} (${response.status})`, { retryable, retryAfterMs, description: plain.message });
}

/** A base URL without a slash at its end. */
export const baseUrl = (given: unknown, fallback: string): string => ((typeof given === 'string' && given.trim()) || fallback).replace(/\/+$/, '');

/** The objects of a list that came from outside; empty for anything else. */
export const objectsIn = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? (value as unknown[]).filter(isPlainObject) : []);
