// How a service's operations look over plain HTTP: data from which an HTTP request is offered in place of a node Weft lacks.

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * A value of a request: the path of a parameter of the original node (`additionalFields.parse_mode`), or a constant
 * that begins with `=`.
 */
export type Source = string;

export interface Operation {
  method: Method;
  /** Behind the service's base; `{name}` is filled with a parameter. */
  path: string;
  query?: Readonly<Record<string, Source>>;
  body?: Readonly<Record<string, Source>>;
  /** What a person has to check or finish. */
  note?: string;
}

export interface Service {
  /** n8n's type without its package prefix. */
  type: string;
  label: string;
  /** `{name}` is filled with a parameter; a host that only the person knows is written in capitals (`YOUR-DOMAIN`). */
  base: string;
  /** A parameter that, where it is set, holds the whole URL with its secret. */
  urlFrom?: Source;
  /** Weft's credential type for it; `null` where none is needed. */
  credential: string | null;
  /** Headers every request carries. */
  headers?: Readonly<Record<string, string>>;
  /** Resource and operation where the node says none, since n8n does not write defaults. */
  resource?: string;
  operation?: string | Readonly<Record<string, string>>;
  /** By `resource.operation`, or `operation` where the node has no resources. */
  operations: Readonly<Record<string, Operation>>;
  /** Said with every offer. */
  note?: string;
}

const operation =
  (method: Method) =>
  (path: string, values: Readonly<Record<string, Source>> = {}, note?: string): Operation => ({
    method,
    path,
    ...(Object.keys(values).length === 0 ? {} : method === 'GET' || method === 'DELETE' ? { query: values } : { body: values }),
    ...(note === undefined ? {} : { note }),
  });

/** Values go into the query. */
export const get = operation('GET');
export const remove = operation('DELETE');
/** Values go into a JSON body. */
export const post = operation('POST');
export const put = operation('PUT');
export const patch = operation('PATCH');

/** For services that sign in with OAuth: Weft sends a token that a person pasted. */
export const TOKEN_NOTE = 'The service signs people in with OAuth: put an access token into a "Bearer token" credential.';
