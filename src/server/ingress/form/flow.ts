// The way of one person through the pages of a form: one URL for each execution shows whatever comes next.
import type { StepRecord } from '~/engine/execution';
import { AppError } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import type { WorkflowDefinition, WorkflowNode } from '~/lib/workflow';
import { endingOf, type FormEnding } from '~/nodes/form/ending';
import { type FormPage, readForm } from '~/nodes/forms/page';
import type { Container } from '~/server/container';
import { equalSecrets, hmacSha256 } from '~/server/crypto/hash';
import { downloadOf } from '~/server/download';
import type { FormFlow } from '~/server/repositories/forms';
import type { ResumeClaim } from '~/server/repositories/journal';
import { withSubmission } from './answers';
import { downloadPage, formPage, leadPage, messagePage, ownPage, workingPage } from './page';
import { takeWaiting } from '../webhook/waiting';

/** How long an answer is held back, so that most people see the next page at once. */
const HOLD_MS = 5000;

const gone = () => new AppError('not_found', 'This form does not exist any more.');

/** The URL's key: only who was led here knows it. */
export function flowPath(container: Pick<Container, 'keys'>, executionId: string): string {
  return `/form-next/${executionId}.${hmacSha256(container.keys.of('tokens'), `form ${executionId}`).slice(0, 43)}`;
}

/** Leads the browser to the flow once the work has come to its next page or its end, or after a while. */
export async function leadToFlow(container: Container, executionId: string, work: Promise<unknown>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work.then(() => undefined, () => undefined), new Promise<void>(resolve => { timer = setTimeout(resolve, HOLD_MS); })]);
  clearTimeout(timer);
  return new Response(null, { status: 303, headers: { location: flowPath(container, executionId), 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });
}

/** True when a person is led on after sending: further pages, or an ending of its own. */
export const hasPages = (definition: WorkflowDefinition): boolean => definition.nodes.some(node => !node.disabled && (node.type === 'form' || (node.type === 'wait' && node.parameters.resume === 'form')));

export async function handleFlow(container: Container, request: Request, url: URL): Promise<Response> {
  const [, , key = '', part] = url.pathname.split('/');
  const executionId = key.split('.')[0] ?? '';
  if (!/^[0-9a-f-]{36}$/.test(executionId) || !equalSecrets(`/form-next/${key}`, flowPath(container, executionId))) throw gone();
  const flow = await container.repositories.forms.flow(executionId);
  if (!flow) throw gone();
  const { definition } = await container.loader.load(flow.orgId, flow.versionId);
  const trigger = definition.nodes.find(node => node.name === flow.startNode);
  const title = trigger?.type === 'formTrigger' ? readForm(trigger.parameters).title : '';
  const wait = flow.waiting?.wait;
  if (flow.waiting && wait?.kind === 'webhook' && wait.form && wait.key) {
    const zone = zoneOf(container, definition, flow.waiting.nodeId);
    return waitingPage(container, request, flow, { executionId, stepId: flow.waiting.id, key: wait.key }, { ...wait.form, title: wait.form.title || title }, zone);
  }
  if (request.method !== 'GET') return new Response(null, { status: 303, headers: { location: url.pathname } });
  if (flow.status === 'pending' || flow.status === 'running' || flow.status === 'waiting') return workingPage(title, url.pathname);
  if (flow.status !== 'success') return messagePage(200, title || 'Form', 'There was a problem with your answers. The owner of the form finds the reason in Weft.');
  const steps = await container.repositories.executions.steps(flow.orgId, executionId);
  const ending = steps.map(step => endingOf(step.state)).findLast(found => found !== null);
  if (part === 'file') return fileOf(container, flow.orgId, executionId, ending ?? null);
  return ending ? endingPage(ending, url.pathname) : lastPage(steps, trigger, title);
}

/** Pages of the form node tell the time of the workflow, a wait for a form that of no place, as in n8n. */
export function zoneOf(container: Container, { nodes, settings }: WorkflowDefinition, nodeId: string): { zone?: string } {
  return nodes.find(node => node.id === nodeId)?.type === 'form' ? { zone: settings.timezone ?? container.env.timezone } : {};
}

async function waitingPage(container: Container, request: Request, { orgId, mode }: FormFlow, claim: ResumeClaim, page: FormPage, zone: { zone?: string }): Promise<Response> {
  if (request.method === 'GET') return formPage(page, {}, new Map());
  if (request.method !== 'POST') throw new AppError('invalid', 'A form is opened or sent.', { status: 405, details: { allow: 'GET, POST' } });
  const open = await withSubmission(container, request, page, { test: mode === 'manual', ...zone }, async sent => ('problems' in sent ? sent : takeWaiting(container, { orgId, ...claim }, sent)));
  if ('problems' in open) return formPage(page, open.sent, open.problems, 400);
  const work = container.executor.goOn(open);
  work.catch(error => container.log.error({ executionId: claim.executionId, err: error }, 'resume failed'));
  return leadToFlow(container, claim.executionId, work);
}

function endingPage(ending: FormEnding, path: string): Response {
  switch (ending.kind) {
    case 'redirect': return leadPage(ending.url);
    case 'page': return ownPage(ending.text);
    case 'message': return ending.file ? downloadPage(ending.title, ending.text, ending.file.fileName ?? 'Download', `${path}/file`) : messagePage(200, ending.title, ending.text);
  }
}

/** Without an ending of its own: what the last step says, in n8n's two fields, else what the trigger is set to. */
function lastPage(steps: StepRecord[], trigger: WorkflowNode | undefined, title: string): Response {
  const last = steps.findLast(step => step.outputs?.some(items => items.length > 0))?.outputs?.find(items => items.length > 0)?.[0]?.json ?? {};
  if (typeof last.redirectURL === 'string' && /^https?:\/\//i.test(last.redirectURL)) return leadPage(last.redirectURL);
  if (typeof last.formSubmittedText === 'string') return messagePage(200, title || 'Form', last.formSubmittedText);
  return sentPage(trigger);
}

/** What the trigger's option says about a form that was sent. */
export function sentPage(trigger: WorkflowNode | undefined): Response {
  const options = (trigger?.parameters.options ?? {}) as { respondWithOptions?: { values?: JsonObject }; formSubmittedText?: unknown };
  const { respondWith, redirectUrl, formSubmittedText = options.formSubmittedText } = options.respondWithOptions?.values ?? {};
  if (respondWith === 'redirect' && typeof redirectUrl === 'string' && /^https?:\/\//i.test(redirectUrl.replace(/^=/, ''))) return leadPage(redirectUrl.replace(/^=/, ''));
  return messagePage(200, 'Form submitted', typeof formSubmittedText === 'string' && formSubmittedText !== '' && !formSubmittedText.includes('{{') ? formSubmittedText.replace(/^=/, '') : 'Your response has been recorded');
}

async function fileOf(container: Container, orgId: string, executionId: string, ending: FormEnding | null): Promise<Response> {
  if (ending?.kind !== 'message' || !ending.file) throw gone();
  const stored = await container.repositories.executionFiles.open(orgId, executionId, ending.file.id);
  return downloadOf(stored, ending.file.fileName ?? 'file');
}
