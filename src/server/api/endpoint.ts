// What an endpoint of the REST API is: declared once, checked, executed and described (OpenAPI) from the same schemas.
import type { z } from 'zod';
import type { Actor } from '~/server/auth/actor';
import type { Permission } from '~/server/auth/permissions';
import type { Container } from '~/server/container';

export interface ApiCall<P, Q, B> {
  container: Container;
  actor: Actor;
  params: P;
  query: Q;
  body: B;
  ip: string;
  requestId: string;
  audit(action: string, target: string, details?: Record<string, string | number>): Promise<void>;
}

export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/workflows/{id}/publish` */
  path: string;
  summary: string;
  permission: Permission;
  status: number;
  params: z.ZodType;
  query: z.ZodType;
  /** Undefined: no body is read. */
  body: z.ZodType | undefined;
  /** `file`: the bytes of one, answered as a Response. */
  response: z.ZodType | 'file';
  handle(call: ApiCall<never, never, never>): Promise<unknown>;
}

/** Types an endpoint by its schemas. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType | undefined, R extends z.ZodType | 'file'>(declared: {
  method: Endpoint['method'];
  path: string;
  summary: string;
  permission: Permission;
  status?: number;
  params: P;
  query: Q;
  body?: B;
  response: R;
  handle(call: ApiCall<z.output<P>, z.output<Q>, B extends z.ZodType ? z.output<B> : undefined>): Promise<R extends 'file' ? Response : unknown>;
}): Endpoint {
  return { status: 200, body: undefined, ...declared } as unknown as Endpoint;
}
