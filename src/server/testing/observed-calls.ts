// The calls of a fixture to its workflow: how they are made, and how what was answered is held against n8n's answer.
import { canonicalJson, type Json } from '~/lib/json';
import type { Actor } from '~/server/auth/actor';
import type { TestServer } from './container';
import { type Found, masked, type SeenResult } from './observed';

/** A call to a trigger of the workflow. `url` is what follows the trigger's own address. */
export interface ObservedCall {
  node: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: Json;
  base64?: string;
  /** The execution goes on with a later call, to the address that the answer names. */
  waits?: boolean;
  /** Goes to the address that an answer before named: `<<resume>>` in its text, or the next page of a form. */
  resumes?: boolean;
  /** Of the headers those that mean something; `(page)` stands for a page of the product itself, with its title where that is the form's; `(next page)` for where a form goes on. */
  answer: { status: number; headers: Record<string, string>; body?: string; base64?: string };
  /** What the execution came to that it started or ended; none where no execution was started. */
  result?: SeenResult;
}

export async function send(server: TestServer, actor: Actor, ingress: string, workflowId: string, call: ObservedCall): Promise<Response> {
  const { webhooks, definition } = await server.as(actor).workflows.get({ id: workflowId });
  const hook = webhooks.find(each => each.node === call.node);
  const node = definition.nodes.find(each => each.name === call.node);
  const path = new URL(hook?.url ?? '').pathname.split('/').slice(0, 3).join('/');
  const own = node?.type === 'formTrigger' || node?.type === 'chatTrigger' ? call.url.replace(/^[^?]*/, '') : `/${call.url}`;
  return fetch(ingress + path + own, requestOf(call));
}

export const requestOf = ({ method, headers = {}, body, base64 }: ObservedCall): RequestInit => ({
  method, redirect: 'manual', headers,
  ...(base64 !== undefined ? { body: Buffer.from(base64, 'base64') } : body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

/** An address that Weft gave for its public name, with what the call adds: `more/path?query`. */
export function resumeUrl(ingress: string, address: string, more: string): string {
  const { pathname } = new URL(address, ingress);
  return `${ingress}${pathname}${more === '' || more.startsWith('?') ? '' : '/'}${more}`;
}

export interface Said { answer: ObservedCall['answer']; bytes: Buffer; /** Where the execution goes on. */ next?: string }

export async function answerOf(response: Response): Promise<Said> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const body = bytes.toString('utf8');
  const headers = Object.fromEntries(response.headers);
  const { location = '' } = headers;
  // Weft leads browsers on where n8n's page does it with a script.
  if (response.status === 303 && location.startsWith('/form-next/')) return { answer: { status: 200, headers: {}, body: '(next page)' }, bytes, next: location };
  const next = /http:\/\/\S+-waiting\/[^\s"]+/.exec(body)?.[0];
  return { answer: { status: response.status, headers, body: next ? body.replace(next, '<<resume>>') : body }, bytes, ...(next ? { next } : {}) };
}

export function answerDifferences({ node, answer }: ObservedCall, { answer: given, bytes }: Said, place: string): Found[] {
  const headers = Object.fromEntries(Object.keys(answer.headers).flatMap(name => (given.headers[name] === undefined ? [] : [[name, given.headers[name]]])));
  const page = answer.body?.startsWith('(page)') ? `(page)${answer.body === '(page)' ? '' : ` ${/<title>([^<]*)/.exec(given.body ?? '')?.[1]?.trim() ?? ''}`}` : given.body;
  const body = answer.base64 !== undefined ? { base64: bytes.toString('base64') } : { body: page ?? '' };
  const said = canonicalJson(comparableAnswer(answer) as Json);
  const actual = canonicalJson(masked(comparableAnswer(answer), comparableAnswer({ status: given.status, headers, ...body })) as Json);
  return said === actual ? [] : [{ node, kind: 'answer', place, expected: said, actual }];
}

/** JSON bodies are compared as values; the words of errors are each product's own. */
function comparableAnswer({ status, headers, body, base64 }: ObservedCall['answer']) {
  // The type of nothing means nothing.
  const meant = Object.entries(headers).filter(([name]) => name !== 'content-type' || (body !== '' && status < 400));
  const plain = Object.fromEntries(meant.map(([name, value]) => [name, value.toLowerCase().replace(/;\s*/g, '; ')]).sort());
  return { status, headers: plain, ...(base64 === undefined ? { body: status >= 400 ? '(error)' : valueOf(body ?? '') } : { base64 }) };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
