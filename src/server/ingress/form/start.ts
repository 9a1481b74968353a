// Forms that start workflows: the page behind a form trigger's URL, its check, and the execution that its answers start.
import { AppError } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import type { HttpAnswer } from '~/nodes/contract';
import { answerName, type FormPage, inputName, readForm } from '~/nodes/forms/page';
import { jsonResponse } from '~/server/answers';
import type { Container } from '~/server/container';
import type { LoadedWorkflow } from '~/server/execution/loaded-workflow';
import { isBot } from '../callers';
import { withSubmission } from './answers';
import { flowPath, hasPages, leadToFlow, sentPage } from './flow';
import { formPage } from './page';
import { withLimit } from '../webhook/handler';
import { nodeAnswer } from '../webhook/answer';
import { authorizeCall } from '../webhook/auth';

/** The same answer for tokens that are unknown, disabled, of a removed workflow or not published. */
const unknown = () => new AppError('not_found', 'There is no form here.');

export async function handleFormStart(container: Container, request: Request, url: URL): Promise<Response> {
  const [, kind, token = ''] = url.pathname.split('/');
  const test = kind === 'form-test';
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw unknown();
  const target = await container.repositories.webhooks.findByToken(token);
  if (!target) throw unknown();
  const listening = test ? container.listener.peek(target.workflowId) : null;
  if (test && !listening) throw new AppError('not_found', 'Nobody waits for this form in the editor. Press "Listen" there and open it again.');
  const versionId = listening ? listening.versionId : target.liveVersionId;
  if (!versionId) throw unknown();
  const workflow = await container.loader.load(target.orgId, versionId);
  const node = workflow.definition.nodes.find(candidate => candidate.id === target.nodeId && candidate.type === 'formTrigger');
  if (!node) throw unknown();
  const options = (node.parameters.options ?? {}) as JsonObject;
  if (request.method !== 'GET' && request.method !== 'POST') throw new AppError('invalid', 'A form is opened or sent.', { status: 405, details: { allow: 'GET, POST' } });
  if (options.ignoreBots === true && isBot(request.headers.get('user-agent'))) throw new AppError('forbidden', 'Crawlers are ignored here.');
  await authorizeCall(container.repositories, target.orgId, node, request.headers, new Uint8Array(), Date.now());

  const page: FormPage = { ...(await pageOf(container, workflow, node)), open: true };
  if (request.method === 'GET') {
    // Filling in takes longer than a call: the editor goes on listening.
    if (listening) container.listener.arm(listening);
    return formPage(page, filledIn(page, url.searchParams), new Map());
  }
  const zone = options.useWorkflowTimezone === true || (options.useWorkflowTimezone === undefined && node.typeVersion >= 2) ? (workflow.definition.settings.timezone ?? container.env.timezone) : undefined;
  let onAnswer: (answer: HttpAnswer) => void = () => {};
  const answered = new Promise<HttpAnswer>(resolve => { onAnswer = resolve; });
  const started = await withSubmission(container, request, page, { test, ...(zone ? { zone } : {}) }, async sent => ('problems' in sent ? sent
    : container.executor.start({ orgId: target.orgId, workflowId: target.workflowId, versionId, mode: test ? 'manual' : 'webhook', startNode: node.name, input: [[sent.item]], files: sent.files, onAnswer })));
  if ('problems' in started) return formPage(page, started.sent, started.problems, 400);
  if (listening) container.listener.disarm(target.workflowId);
  const { executionId } = started;
  const mode = node.parameters.responseMode ?? 'onReceived';
  if (request.headers.get('accept')?.startsWith('application/json')) return asJson(container, node, started);
  if (mode === 'responseNode') {
    const openFile = (id: string) => container.repositories.executionFiles.open(target.orgId, executionId, id);
    const first = await Promise.race([answered, withLimit(started.finished, new AppError('unavailable', 'The workflow did not answer in time.', { status: 504 })).then(() => null)]);
    if (first) return nodeAnswer(first, executionId, openFile);
  }
  return mode !== 'onReceived' || hasPages(workflow.definition) ? leadToFlow(container, executionId, started.finished) : sentPage(node);
}

/** For programs that send the form: what became of it, and where its next page is. */
async function asJson(container: Container, node: WorkflowNode, { executionId, finished }: Awaited<ReturnType<Container['executor']['start']>>): Promise<Response> {
  const next = `${container.env.url}${flowPath(container, executionId)}`;
  if ((node.parameters.responseMode ?? 'onReceived') === 'onReceived') return jsonResponse({ executionId, status: 'accepted', next });
  const { outcome, lastItems } = await withLimit(finished, new AppError('unavailable', 'The workflow did not end in time.', { status: 504 }));
  return jsonResponse({ executionId, status: outcome.status, next, ...(outcome.status === 'success' ? { items: lastItems.map(item => item.json) } : {}) }, outcome.status === 'error' ? 500 : 200);
}

/** Expressions may stand in titles, choices and defaults; without any, the parameters say it all. */
async function pageOf(container: Container, { orgId, workflowId, name, definition }: LoadedWorkflow, node: WorkflowNode): Promise<FormPage> {
  if (!JSON.stringify(node.parameters).includes('{{')) return readForm(node.parameters);
  const { items } = await container.poll({ orgId, workflowId, workflowName: name, definition, node, mode: 'trigger', state: {} }).catch(error => {
    container.log.warn({ workflowId, node: node.name, err: error }, 'a form could not be made');
    throw new AppError('unavailable', 'This form is not set up completely.', { status: 503 });
  });
  return items[0]?.json.page as unknown as FormPage;
}

/** `?Name=Ana` fills in the field with that name or label. */
function filledIn(page: FormPage, query: URLSearchParams): JsonObject {
  const sent: [string, string[]][] = page.fields.flatMap((field, index): [string, string[]][] => {
    const values = [...query.getAll(answerName(field)), ...(field.name ? query.getAll(field.label) : [])];
    return values.length > 0 && field.type !== 'file' && field.type !== 'password' ? [[inputName(index), values]] : [];
  });
  return Object.fromEntries(sent);
}
