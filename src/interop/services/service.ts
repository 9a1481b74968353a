// How a service's operations look over plain HTTP: data from which an HTTP request is offered in place of a node Weft lacks.
import type { Json } from '~/lib/json';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * A value of a request. Text is the path of a parameter of the original node (`additionalFields.parse_mode`; `a|b`: the
 * first that holds something), or a constant text that begins with `=`. The others are made with the builders below.
 */
export type Source =
  | string
  | { constant: Json }
  /** Rows of a name and a value as one object. */
  | { rows: string; name: string; value: string }
  /** One field of each row as a list; without a name the row itself. */
  | { each: string; of: string | null }
  /** Text with commas as a list. */
  | { words: string }
  /** Text that holds JSON, as JSON. */
  | { json: string }
  /** What a resource mapper maps; the whole item where it maps by itself. */
  | { mapped: string }
  /** What a resource mapper maps as a list, in the order of its columns. */
  | { values: string };

export const constant = (value: Json): Source => ({ constant: value });
/** For nodes that send the item they get. */
export const WHOLE_ITEM = constant('={{ $json }}');
/** `keyed('metadata.pairs', 'key', 'value')`: `{ [key]: value, … }`. */
export const keyed = (rows: string, name: string, value: string): Source => ({ rows, name, value });
/** `each('labels', 'label')`: `[label, …]`. */
export const each = (rows: string, of: string | null = null): Source => ({ each: rows, of });
export const words = (path: string): Source => ({ words: path });
export const json = (path: string): Source => ({ json: path });
export const mapped = (path: string): Source => ({ mapped: path });

export type Sources = Readonly<Record<string, Source>>;

export interface Operation {
  method: Method;
  /** Behind the service's base, or a whole URL; `{name}` is filled with a parameter, `{!name}` with one whose slashes are escaped. */
  path: string;
  query?: Sources;
  /** Names with dots and numbers (`items[0].name`) are nested in JSON; `''` is the whole body, `...` a group taken over as it is (`...data[0]`: below that name). */
  body?: Sources;
  /** Where it differs from the service's. */
  credential?: null;
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
  urlFrom?: string;
  /** Weft's credential type for it; `null` where none is needed. */
  credential: string | null;
  /** Headers every request carries. */
  headers?: Readonly<Record<string, string>>;
  /** The service takes forms where others take JSON. */
  form?: true;
  /** Where a parameter holds a page's address instead of an id, by its name: the id is the first group. */
  idIn?: Readonly<Record<string, RegExp>>;
  /** Resource and operation where the node says none, since n8n does not write defaults. */
  resource?: string | { /** Of nodes below this version. */ below: number; was: string; is: string };
  operation?: string | Readonly<Record<string, string>>;
  /** The parameter that names the operation, where it is not `operation`. */
  operationFrom?: string;
  /** The operation where a parameter has this value, whatever the resource. */
  instead?: { where: string; is: string; operation: string };
  /** By `resource.operation`, or `operation` where the node has no resources; `''` where it has neither. */
  operations: Readonly<Record<string, Operation>>;
  /** Said with every offer. */
  note?: string;
}

const operation =
  (method: Method) =>
  (path: string, values: Sources = {}, note?: string): Operation => ({
    method,
    path,
    ...(Object.keys(values).length === 0 ? {} : method === 'GET' || method === 'DELETE' ? { query: values } : { body: values }),
    ...(note === undefined ? {} : { note }),
  });

/** Values go into the query. */
export const get = operation('GET');
export const remove = operation('DELETE');
/** Values go into the body. */
export const post = operation('POST');
export const put = operation('PUT');
export const patch = operation('PATCH');

/** For services that sign in with OAuth: Weft sends a token that a person pasted. */
export const TOKEN_NOTE = 'The service signs people in with OAuth: put an access token into a "Bearer token" credential.';
