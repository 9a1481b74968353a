// Runs a fixture that needs a whole server: credentials, other workflows, callers, and servers to speak to.
import { join } from 'node:path';
import { canonicalJson, type Json, type JsonObject } from '~/lib/json';
import type { WorkflowDefinition } from '~/lib/workflow';
import type { Actor } from '~/server/auth/actor';
import { bindCredentials } from '~/server/workflows/bind-credentials';
import type { TestServer } from './container';
import { differencesOf, type Found, masked, type Observation, type SeenResult } from './observed';
import { answerDifferences, answerOf, type ObservedCall, requestOf, resumeUrl, send } from './observed-calls';
import { happen, type ObservedEvent, watching } from './observed-events';
import { executionsOf, newest, outcomeOf, publish } from './observed-executions';
import type { Neighbours } from './servers/neighbours';
import type { TakenMail } from './servers/smtp';

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
  const stage: Stage = { server, actor, ingress, main, known: new Set() };
  if (calls.length > 0 || events.length > 0 || rest.published) await publish(server, actor, main);
  if (events.length > 0 && !events[0]?.first) await watching(server, actor, area);
  const found = [
    ...(rest.result ? await runDifferences(stage, rest.result, rest.published === true) : []),
    ...await eventDifferences(stage, area, events),
    ...await callDifferences(stage, calls),
    ...(fixture.mails ? mailDifferences(fixture.mails, neighbours.mails()) : []),
  ];
  for (const [id, results] of Object.entries(rest.otherResults ?? {})) found.push(...await otherDifferences(server, actor, ids.get(id) ?? '', results));
  return found;
}

/** The workflow that is watched; `known`: executions that were compared. */
interface Stage { server: TestServer; actor: Actor; ingress: string; main: string; known: Set<string> }

async function runDifferences({ server, actor, main, known }: Stage, result: SeenResult, published: boolean): Promise<Found[]> {
  const executionId = published ? await newest(server, actor, main, known, true) : (await server.as(actor).workflows.run({ id: main })).executionId;
  if (executionId === undefined) throw new Error('No event started an execution');
  return differencesOf(result, await outcomeOf(server, actor, executionId));
}

async function eventDifferences(stage: Stage, area: string, events: readonly ObservedEvent[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const [index, event] of events.entries()) {
    await happen(area, event);
    const execution = await newest(stage.server, stage.actor, stage.main, stage.known, event.result !== undefined);
    found.push(...await executionDifferences(stage, `event ${index}`, event.result, execution));
  }
  return found;
}

async function callDifferences(stage: Stage, calls: readonly ObservedCall[]): Promise<Found[]> {
  const { server, actor, ingress, main, known } = stage;
  const found: Found[] = [];
  let open: string | undefined;
  let resume = '';
  for (const [index, call] of calls.entries()) {
    const place = `call ${index}`;
    const said = await answerOf(call.resumes ? await fetch(resumeUrl(ingress, resume, call.url), requestOf(call)) : await send(server, actor, ingress, main, call));
    resume = said.next ?? resume;
    found.push(...answerDifferences(call, said, place));
    const execution = call.resumes ? (call.result && open) : await newest(server, actor, main, known, call.result !== undefined || call.waits === true);
    if (call.waits) open = execution;
    else found.push(...await executionDifferences(stage, place, call.result, execution));
  }
  return found;
}

/** An execution where one was seen and none where none was; and what it came to. */
async function executionDifferences({ server, actor }: Stage, place: string, result: SeenResult | undefined, execution: string | undefined): Promise<Found[]> {
  if ((execution === undefined) !== (result === undefined)) return [{ node: '', kind: 'outcome', place, expected: result ? 'an execution' : 'none', actual: execution ? 'an execution' : 'none' }];
  return execution && result ? differencesOf(result, await outcomeOf(server, actor, execution)).map(each => ({ ...each, place: `${place}, ${each.place}` })) : [];
}

function moveCalls({ container: { egress } }: TestServer, moved: [string, string][]): void {
  const { send } = egress;
  egress.send = (call, context) => {
    const [from, to] = moved.find(([address]) => call.url.startsWith(address)) ?? ['', ''];
    return send({ ...call, url: to + call.url.slice(from.length) }, context);
  };
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
