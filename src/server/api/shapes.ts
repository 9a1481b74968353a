// Shapes of the REST API: what goes in and what comes out.
import { z } from 'zod';
import { EXECUTION_STATUSES } from '~/db/schema/executions';

export const none = z.strictObject({});
export const idParams = z.strictObject({ id: z.uuid('is not an id') });

/** Query values are text. */
export const pageQuery = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(500).optional() };

export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export const ok = z.object({ ok: z.literal(true) });

export const workflowSummary = z.object({
  id: z.uuid(), name: z.string(), description: z.string(), tags: z.array(z.string()), status: z.enum(['draft', 'published']), publishedNumber: z.number().nullable(), draftDiffers: z.boolean(),
  nodeCount: z.number(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), updatedBy: z.string().nullable(),
});

export const webhookUrl = z.object({ node: z.string(), method: z.string(), url: z.string(), testUrl: z.string() });
export const workflow = workflowSummary.extend({ revision: z.number(), definition: z.looseObject({}), webhooks: z.array(webhookUrl) });

export const importReport = z.object({
  name: z.string(),
  nodes: z.array(z.object({ name: z.string(), type: z.string(), verdict: z.enum(['native', 'folded', 'placeholder', 'http']), reason: z.string().optional() })),
  warnings: z.array(z.string()),
  credentials: z.array(z.object({ node: z.string(), type: z.string(), name: z.string() })),
  workflowReferences: z.array(z.object({ node: z.string().nullable(), workflowId: z.string(), name: z.string().optional() })),
  expressions: z.array(z.object({ node: z.string(), path: z.string(), message: z.string() })),
});

const executionError = z.looseObject({ message: z.string(), node: z.string().nullable() });

export const executionSummary = z.object({
  id: z.uuid(), workflowId: z.uuid(), versionId: z.uuid(), status: z.enum(EXECUTION_STATUSES), mode: z.string(), startedAt: z.iso.datetime().nullable(), endedAt: z.iso.datetime().nullable(), durationMs: z.number().nullable(), error: executionError.nullable(),
});

export const execution = executionSummary.extend({
  input: z.array(z.array(z.looseObject({ json: z.looseObject({}) }))),
  steps: z.array(z.object({
    node: z.string(), type: z.string(), runIndex: z.number(), attempt: z.number(), status: z.string(), startedAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable(), error: z.looseObject({ message: z.string() }).nullable(),
    outputs: z.array(z.array(z.looseObject({ json: z.looseObject({}) }))).nullable(),
  })),
});

export const credential = z.object({ id: z.uuid(), name: z.string(), type: z.string(), allowedHosts: z.array(z.string()), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), lastUsedAt: z.iso.datetime().nullable() });
