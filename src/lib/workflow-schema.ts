// The shape of a workflow definition as it comes from outside. Graph rules (edges, ports, cycles) are the engine's (engine/validate.ts).
import { z } from 'zod';
import type { Json } from './json';
import { RETRY_LIMITS } from './retry';
import type { PortKey, WorkflowDefinition } from './workflow';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export const MAX_NODES = 2000;
export const MAX_EDGES = 10_000;

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -').refine(value => !FORBIDDEN.has(value), 'is a reserved name');

export const nodeName = z
  .string().min(1, 'must not be empty').max(200, 'is longer than 200 characters')
  .refine(value => !/[\u0000-\u001f\u007f]/.test(value), 'holds a control character')
  .refine(value => !FORBIDDEN.has(value), 'is a reserved name');

/** Depth of plain data is limited: deeper values cannot be copied or stored safely. */
export const jsonValue: z.ZodType<Json> = z.custom<Json>(value => jsonDepth(value, 0) <= 64, 'is not plain JSON or is nested deeper than 64 levels');

function jsonDepth(value: unknown, depth: number): number {
  if (depth > 64) return depth;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return depth;
  if (typeof value === 'number') return Number.isFinite(value) ? depth : 99;
  if (typeof value !== 'object') return 99;
  let deepest = depth;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) deepest = Math.max(deepest, jsonDepth(inner, depth + 1));
  return deepest;
}

const jsonObject = z.record(z.string(), jsonValue).refine(value => !Object.keys(value).some(key => FORBIDDEN.has(key)), 'holds a reserved key');
const coordinate = z.number().min(-1e7).max(1e7);
export const isPortKey = (value: unknown): value is PortKey => typeof value === 'string' && /^[a-z][A-Za-z_]{0,40}:\d{1,3}$/.test(value);
const port = z.custom<PortKey>(isPortKey, 'must look like main:0');

const between = ([least, most]: readonly [number, number]) => z.number().min(least).max(most);

export const retryRule = z.strictObject({ tries: between(RETRY_LIMITS.tries).int(), wait: between(RETRY_LIMITS.wait), factor: between(RETRY_LIMITS.factor), maxWait: between(RETRY_LIMITS.wait) });

export const workflowNode = z.strictObject({
  id,
  name: nodeName,
  type: z.string().min(1).max(200),
  typeVersion: z.number().min(0).max(1000),
  position: z.strictObject({ x: coordinate, y: coordinate }),
  parameters: jsonObject,
  credentials: z.record(z.string().max(100), z.strictObject({ id: z.string().max(100).nullable(), name: z.string().max(200) })).optional(),
  disabled: z.boolean().optional(),
  notes: z.string().max(10_000).optional(),
  onError: z.enum(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']).optional(),
  retryOnFail: z.boolean().optional(),
  maxTries: z.number().int().min(1).max(100).optional(),
  waitBetweenTries: z.number().min(0).max(3_600_000).optional(),
  retry: retryRule.optional(),
  alwaysOutputData: z.boolean().optional(),
  executeOnce: z.boolean().optional(),
  webhookId: z.string().max(100).optional(),
  todo: z.array(z.string().min(1).max(1000)).max(20).optional(),
  imported: jsonObject.optional(),
});

export const workflowEdge = z.strictObject({ id: z.string().min(1).max(200), source: id, sourcePort: port, target: id, targetPort: port });

export const workflowSettings = z.strictObject({
  executionOrder: z.enum(['v1', 'v0']).optional(),
  timezone: z.string().max(100).refine(isTimeZone, 'is not a known time zone').optional(),
  errorWorkflowId: z.string().max(100).optional(),
  executionTimeout: z.number().min(-1).max(31_536_000).optional(),
  concurrency: z.number().int().min(1).max(1000).optional(),
  parallel: z.boolean().optional(),
  saveDataSuccessExecution: z.enum(['all', 'none']).optional(),
  saveDataErrorExecution: z.enum(['all', 'none']).optional(),
  imported: jsonObject.optional(),
});

export const workflowDefinition: z.ZodType<WorkflowDefinition> = z.strictObject({
  nodes: z.array(workflowNode).max(MAX_NODES, `too_many_nodes: a workflow holds at most ${MAX_NODES} nodes`),
  edges: z.array(workflowEdge).max(MAX_EDGES, `too_many_edges: a workflow holds at most ${MAX_EDGES} edges`),
  settings: workflowSettings,
  variables: z.record(z.string().min(1).max(100), z.string().max(10_000)),
  pinData: z.record(nodeName, z.array(jsonValue).max(10_000)),
  imported: jsonObject.optional(),
});

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
