// Runs a fixture that needs a whole server: credentials, other workflows, callers, and servers to speak to.
import { differencesOf, type Found, masked, type Observation, type Outcome, type SeenResult, seenNodes } from './observed';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson, type Json, type JsonObject } from '~/lib/json';
import { newId } from '~/lib/ids';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Actor } from '~/server/auth/actor';
import { bindCredentials } from '~/server/workflows/bind-credentials';
import type { TestServer } from './container';
import type { Neighbours } from './servers/neighbours';
import type { TakenMail } from './servers/smtp';
import { chain, node } from './workflows';

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

/** Something that happens to the files a workflow watches. */
export interface ObservedEvent {
  /** A file that is written with `text`, a folder that is made, or either that is removed; `first`: nothing but publishing. */
  write?: string;
  text?: string;
  folder?: string;
  remove?: string;
  first?: boolean;
  /** What the execution came to that it started; none where nothing was started. */
  result?: SeenResult;
}

export interface ServerObservation extends Omit<Observation, 'result'> {
  /** Servers on loopback: their addresses stand as `<<name>>` in the file, and they bring a credential of their own type. */
  servers?: string[];
  /** Fields by type; a node's reference to that type means it. */
  credentials?: Record<string, Record<string, string>>;
  /** Further workflows that it calls, with their ids. */
  others?: JsonObject[];
  /** Of a workflow that a person starts. */
  result?: SeenResult;
  /** Weft is compared by the first execution after publishing: it starts with an event only, where n8n, watched by hand, waited for one. */
  published?: boolean;
  /** Of a workflow that is called. */
  calls?: ObservedCall[];
  /** Addresses on the internet that a node always calls, and what answers in their place, here as there. */
  moved?: Record<string, string>;
  /** Files that are there before the workflow starts; `<<files>>` is their folder. */
  files?: Record<string, string>;
  /** What happens once it is published. */
  events?: ObservedEvent[];
  /** What the mail server got. */
  mails?: TakenMail[];
  /** Messages that lie in the mailbox. */
  mailbox?: string[];
  /** What the other workflows came to, execution by execution. */
  otherResults?: Record<string, SeenResult[]>;
}

/** Text with addresses for `<<name>>`. */
const filled = <T>(value: T, addresses: Record<string, string>): T => JSON.parse(Object.entries(addresses).reduce((text, [name, address]) => text.replaceAll(`<<${name}>>`, address), JSON.stringify(value))) as T;

export async function runObservation(server: TestServer, ingress: string, fixture: ServerObservation, neighbours: Neighbours): Promise<Found[]> {
  const actor = await server.stranger();
  const { workflow, others = [], servers = [], calls = [], events = [], ...rest } = filled(fixture, { ...neighbours.addresses, app: ingress, files: '' });
  const api = server.as(actor);
  const credentials = { ...Object.assign({}, ...servers.map(name => neighbours.credentials[name] ?? {})) as Record<string, Record<string, string>>, ...rest.credentials };
  for (const [type, fields] of Object.entries(credentials)) await server.container.repositories.credentials.create(actor.orgId, actor.userId, { name: type, type, fields, allowedHosts: ['127.0.0.1'] });
  const made = await api.workflows.import({ text: JSON.stringify([workflow, ...others]) });
  const ids = new Map(made.map(({ id }, index) => [index === 0 ? '' : String(others[index - 1]?.id), id]));
  for (const { id } of made) await bind(server, actor, id);
  for (const { id } of made.slice(1)) await publish(server, actor, id).catch(() => undefined);
  const main = made[0]?.id ?? '';
  if (JSON.stringify(workflow).includes(MCP)) await pointAtMcp(server, actor, ingress, main, made.slice(1).map(({ id }) => id));
  const area = join(server.container.env.dataDir, 'files', actor.orgId);
  for (const [name, text] of Object.entries(fixture.files ?? {})) await happen(area, { write: name, text });
  for (const message of fixture.mailbox ?? []) await neighbours.deliver(message);
  neighbours.mails();
  const moved = Object.entries(rest.moved ?? {});
  if (moved.length > 0) moveCalls(server, moved);
  const found: Found[] = [];
  const known = new Set<string>();
  if (calls.length > 0 || events.length > 0 || rest.published) await publish(server, actor, main);
  if (events.length > 0 && !events[0]?.first) await watching(server, actor, area);
  if (rest.result) {
    const executionId = rest.published ? await newest(server, actor, main, known, true) : (await api.workflows.run({ id: main })).executionId;
    if (executionId === undefined) throw new Error('No event started an execution');
    found.push(...differencesOf(rest.result, await outcomeOf(server, actor, executionId)));
  }
  for (const [index, event] of events.entries()) {
    const place = `event ${index}`;
    await happen(area, event);
    const execution = await newest(server, actor, main, known, event.result !== undefined);
    if ((execution === undefined) !== (event.result === undefined)) found.push({ node: '', kind: 'outcome', place, expected: event.result ? 'an execution' : 'none', actual: execution ? 'an execution' : 'none' });
    if (execution && event.result) found.push(...differencesOf(event.result, await outcomeOf(server, actor, execution)).map(each => ({ ...each, place: `${place}, ${each.place}` })));
  }
  let open: string | undefined;
  let resume = '';
  for (const [index, call] of calls.entries()) {
    const place = `call ${index}`;
    const response = call.resumes ? await fetch(resumeUrl(ingress, resume, call.url), requestOf(call)) : await send(server, actor, ingress, main, call);
    const said = await answerOf(response);
    resume = said.next ?? resume;
    found.push(...answerDifferences(call, said, place));
    const execution = call.resumes ? (call.result && open) : await newest(server, actor, main, known, call.result !== undefined || call.waits === true);
    if (call.waits) open = execution;
    else if ((execution === undefined) !== (call.result === undefined)) found.push({ node: '', kind: 'outcome', place, expected: call.result ? 'an execution' : 'none', actual: execution ? 'an execution' : 'none' });
    if (execution && call.result) found.push(...differencesOf(call.result, await outcomeOf(server, actor, execution)).map(each => ({ ...each, place: `${place}, ${each.place}` })));
  }
  if (fixture.mails) found.push(...mailDifferences(fixture.mails, neighbours.mails()));
  for (const [id, results] of Object.entries(rest.otherResults ?? {})) found.push(...await otherDifferences(server, actor, ids.get(id) ?? '', results));
  return found;
}

function moveCalls({ container: { egress } }: TestServer, moved: [string, string][]): void {
  const { send } = egress;
  egress.send = (call, context) => {
    const [from, to] = moved.find(([address]) => call.url.startsWith(address)) ?? ['', ''];
    return send({ ...call, url: to + call.url.slice(from.length) }, context);
  };
}

async function happen(area: string, { write, text = '', folder, remove }: Omit<ObservedEvent, 'result'>): Promise<void> {
  if (write !== undefined) {
    await mkdir(dirname(join(area, write)), { recursive: true });
    // A new file comes whole: one that is written slowly is added and then changed.
    const fresh = join(area, '..', `${newId()}.new`);
    const known = await stat(join(area, write)).catch(() => null);
    await writeFile(known ? join(area, write) : fresh, text);
    if (!known) await rename(fresh, join(area, write));
  }
  if (folder !== undefined) await mkdir(join(area, folder), { recursive: true });
  if (remove !== undefined) await rm(join(area, remove), { recursive: true });
}

/** Watches are opened a moment after publishing, one after the other: another one, published last, tells when. */
async function watching(server: TestServer, actor: Actor, area: string): Promise<void> {
  const api = server.as(actor);
  const { id } = await api.workflows.create({ name: 'Beacon', definition: chain(node('Files', 'localFileTrigger', 1, { triggerOn: 'folder', path: 'beacon', events: ['add'] })) });
  await publish(server, actor, id);
  for (let tries = 0; tries < 100 && (await executionsOf(server, actor, id)).length === 0; tries++) {
    await happen(area, { write: `beacon/${tries}` });
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  await api.workflows.unpublish({ id });
}

function mailDifferences(expected: TakenMail[], taken: TakenMail[]): Found[] {
  const [one, other] = [expected, masked(expected, taken)].map(mails => canonicalJson(mails as Json));
  return one === other ? [] : [{ node: '', kind: 'answer', place: 'mails', expected: one ?? '', actual: other ?? '' }];
}

async function bind(server: TestServer, actor: Actor, id: string): Promise<void> {
  const { definition, revision } = await server.container.repositories.workflows.get(actor.orgId, id);
  const bound: WorkflowDefinition = await bindCredentials(server.container.repositories, actor.orgId, definition, []);
  if (JSON.stringify(bound) !== JSON.stringify(definition)) await server.as(actor).workflows.save({ id, revision, definition: bound });
}

/** Stands for where an MCP server trigger of the other workflows is reached. */
const MCP = '<<mcp>>';

async function pointAtMcp(server: TestServer, actor: Actor, ingress: string, id: string, others: string[]): Promise<void> {
  const api = server.as(actor);
  const urls = (await Promise.all(others.map(async other => (await api.workflows.get({ id: other })).webhooks))).flat().map(({ url }) => new URL(url).pathname);
  const address = ingress + (urls.find(path => path.startsWith('/mcp/')) ?? '');
  const { definition, revision } = await server.container.repositories.workflows.get(actor.orgId, id);
  await api.workflows.save({ id, revision, definition: JSON.parse(JSON.stringify(definition).replaceAll(MCP, address)) as WorkflowDefinition });
}

async function publish(server: TestServer, actor: Actor, id: string): Promise<void> {
  const { revision } = await server.container.repositories.workflows.get(actor.orgId, id);
  await server.as(actor).workflows.publish({ id, revision });
}

const OPEN = ['pending', 'running', 'waiting', 'paused'];

async function outcomeOf(server: TestServer, actor: Actor, executionId: string): Promise<Outcome> {
  const { executions } = server.container.repositories;
  const until = Date.now() + 20_000;
  for (;;) {
    await server.container.journal.drain();
    const { status, error } = await executions.get(actor.orgId, executionId);
    if (!OPEN.includes(status) || Date.now() > until) {
      const steps = (await executions.steps(actor.orgId, executionId)).filter(step => !step.call);
      return { status: status === 'failed' ? 'error' : status, node: error?.node ?? null, message: error?.message ?? '', nodes: seenNodes(steps) };
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

const executionsOf = async (server: TestServer, actor: Actor, workflowId: string): Promise<string[]> => {
  await server.container.journal.drain();
  return (await server.container.repositories.executions.list(actor.orgId, { workflowId, limit: 100 })).items.map(execution => execution.id).reverse();
};

/** The execution that was not there before; it may come a moment after the answer. */
async function newest(server: TestServer, actor: Actor, workflowId: string, known: Set<string>, wanted: boolean): Promise<string | undefined> {
  for (let tries = wanted ? 500 : 1; tries > 0; tries--) {
    const fresh = (await executionsOf(server, actor, workflowId)).find(id => !known.has(id));
    if (fresh) {
      known.add(fresh);
      return fresh;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return undefined;
}

async function otherDifferences(server: TestServer, actor: Actor, workflowId: string, results: SeenResult[]): Promise<Found[]> {
  let ids: string[] = [];
  for (let tries = 100; ids.length < results.length && tries > 0; tries--) {
    ids = await executionsOf(server, actor, workflowId);
    if (ids.length < results.length) await new Promise(resolve => setTimeout(resolve, 20));
  }
  const found: Found[] = ids.length === results.length ? [] : [{ node: '', kind: 'outcome', place: 'another workflow', expected: `${results.length} executions`, actual: `${ids.length} executions` }];
  for (const [index, result] of results.entries()) {
    const id = ids[index];
    if (id) found.push(...differencesOf(result, await outcomeOf(server, actor, id)).map(each => ({ ...each, place: `another workflow ${index}, ${each.place}` })));
  }
  return found;
}

async function send(server: TestServer, actor: Actor, ingress: string, workflowId: string, call: ObservedCall): Promise<Response> {
  const { webhooks, definition } = await server.as(actor).workflows.get({ id: workflowId });
  const hook = webhooks.find(each => each.node === call.node);
  const node = definition.nodes.find(each => each.name === call.node);
  const path = new URL(hook?.url ?? '').pathname.split('/').slice(0, 3).join('/');
  const own = node?.type === 'formTrigger' || node?.type === 'chatTrigger' ? call.url.replace(/^[^?]*/, '') : `/${call.url}`;
  return fetch(ingress + path + own, requestOf(call));
}

const requestOf = ({ method, headers = {}, body, base64 }: ObservedCall): RequestInit => ({
  method, redirect: 'manual', headers,
  ...(base64 !== undefined ? { body: Buffer.from(base64, 'base64') } : body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

/** An address that Weft gave for its public name, with what the call adds: `more/path?query`. */
function resumeUrl(ingress: string, address: string, more: string): string {
  const { pathname } = new URL(address, ingress);
  return `${ingress}${pathname}${more === '' || more.startsWith('?') ? '' : '/'}${more}`;
}

interface Said { answer: ObservedCall['answer']; bytes: Buffer; /** Where the execution goes on. */ next?: string }

async function answerOf(response: Response): Promise<Said> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const body = bytes.toString('utf8');
  const headers = Object.fromEntries(response.headers);
  const { location = '' } = headers;
  // Weft leads browsers on where n8n's page does it with a script.
  if (response.status === 303 && location.startsWith('/form-next/')) return { answer: { status: 200, headers: {}, body: '(next page)' }, bytes, next: location };
  const next = /http:\/\/\S+-waiting\/[^\s"]+/.exec(body)?.[0];
  return { answer: { status: response.status, headers, body: next ? body.replace(next, '<<resume>>') : body }, bytes, ...(next ? { next } : {}) };
}

function answerDifferences({ node, answer }: ObservedCall, { answer: given, bytes }: Said, place: string): Found[] {
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
