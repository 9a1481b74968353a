// Webhooks: one token per webhook node, kept over publishes, and look-up by token for the ingress.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Scope } from '~/db/client';
import { webhooks } from '~/db/schema/webhooks';
import { workflows } from '~/db/schema/workflows';
import { newId, newToken } from '~/lib/ids';

export interface WebhookTarget {
  id: string;
  orgId: string;
  workflowId: string;
  nodeId: string;
  token: string;
  methods: string[];
  liveVersionId: string | null;
}

/**
 * Tokens looked up a moment ago: a busy webhook asks once a second. Publishing in this process forgets them at once; a
 * change by another process (the command line) shows after at most this time. Unknown tokens are never kept.
 */
const KEPT_MS = 1000;
const MAX_KEPT = 10_000;
const recent = new Map<string, { at: number; target: WebhookTarget }>();

export function createWebhookRepository(scope: Scope) {
  return {
    list: (orgId: string, workflowId: string) => scope.org(orgId, tx => tx.select({ nodeId: webhooks.nodeId, token: webhooks.token, methods: webhooks.methods, liveVersionId: webhooks.liveVersionId })
      .from(webhooks).where(and(eq(webhooks.orgId, orgId), eq(webhooks.workflowId, workflowId)))),

    /** Gives every webhook node of the draft its token; nodes that went keep theirs, so that undo brings the URL back. */
    ensure: (orgId: string, workflowId: string, nodes: { nodeId: string; methods: string[] }[]) => scope.org(orgId, async tx => {
      recent.clear();
      if (nodes.length === 0) return;
      await tx.insert(webhooks).values(nodes.map(node => ({ id: newId(), orgId, workflowId, nodeId: node.nodeId, methods: node.methods, token: newToken() })))
        .onConflictDoUpdate({ target: [webhooks.workflowId, webhooks.nodeId], set: { methods: sql`case when ${webhooks.liveVersionId} is null then excluded.methods else ${webhooks.methods} end` } });
    }),

    /** Points the webhooks of these nodes to the version that went live; all others of the workflow stop answering. */
    setLive: (orgId: string, workflowId: string, versionId: string | null, nodes: { nodeId: string; methods: string[] }[]) => scope.org(orgId, async tx => {
      recent.clear();
      await tx.update(webhooks).set({ liveVersionId: null }).where(and(eq(webhooks.orgId, orgId), eq(webhooks.workflowId, workflowId)));
      for (const node of versionId === null ? [] : nodes) {
        await tx.update(webhooks).set({ liveVersionId: versionId, methods: node.methods }).where(and(eq(webhooks.orgId, orgId), eq(webhooks.workflowId, workflowId), eq(webhooks.nodeId, node.nodeId)));
      }
    }),

    /** By token, over all organizations: the token is the key. */
    findByToken: async (token: string): Promise<WebhookTarget | null> => {
      const known = recent.get(token);
      if (known && Date.now() - known.at < KEPT_MS) return known.target;
      const target = await scope.system(async tx => {
        const [row] = await tx.select({ id: webhooks.id, orgId: webhooks.orgId, workflowId: webhooks.workflowId, nodeId: webhooks.nodeId, token: webhooks.token, methods: webhooks.methods, liveVersionId: webhooks.liveVersionId })
          .from(webhooks).innerJoin(workflows, and(eq(workflows.id, webhooks.workflowId), isNull(workflows.deletedAt))).where(and(eq(webhooks.token, token), eq(webhooks.enabled, true)));
        return row ?? null;
      });
      if (recent.size >= MAX_KEPT) recent.clear();
      if (target) recent.set(token, { at: Date.now(), target });
      return target;
    },

    tokensOf: (orgId: string, workflowIds: string[]) => scope.org(orgId, tx => tx.select({ workflowId: webhooks.workflowId, token: webhooks.token }).from(webhooks).where(and(eq(webhooks.orgId, orgId), inArray(webhooks.workflowId, workflowIds)))),
  };
}
