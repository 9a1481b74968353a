// The executions of a fixture's workflows: which one is new, and what it came to.
import type { Actor } from '~/server/auth/actor';
import type { TestServer } from './container';
import { type Outcome, seenNodes } from './observed';

export async function publish(server: TestServer, actor: Actor, id: string): Promise<void> {
  const { revision } = await server.container.repositories.workflows.get(actor.orgId, id);
  await server.as(actor).workflows.publish({ id, revision });
}

const OPEN = ['pending', 'running', 'waiting', 'paused'];

export async function outcomeOf(server: TestServer, actor: Actor, executionId: string): Promise<Outcome> {
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

export const executionsOf = async (server: TestServer, actor: Actor, workflowId: string): Promise<string[]> => {
  await server.container.journal.drain();
  return (await server.container.repositories.executions.list(actor.orgId, { workflowId, limit: 100 })).items.map(execution => execution.id).reverse();
};

/** The execution that was not there before; it may come a moment after the answer. */
export async function newest(server: TestServer, actor: Actor, workflowId: string, known: Set<string>, wanted: boolean): Promise<string | undefined> {
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
