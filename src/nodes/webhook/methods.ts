// The HTTP methods a webhook node accepts, from its raw parameters. Browser-safe; the ingress uses it too.
import type { JsonObject } from '~/lib/json';

/** Upper-case methods. With several, output i belongs to method i. */
export function webhookMethods(parameters: JsonObject): string[] {
  if (parameters.multipleMethods === true) {
    const list = parameters.httpMethods ?? parameters.httpMethod ?? ['GET', 'POST'];
    const methods = (Array.isArray(list) ? list : [list]).map(method => String(method).toUpperCase());
    return methods.length > 0 ? [...new Set(methods)] : ['GET'];
  }
  return [String(parameters.httpMethod ?? 'GET').toUpperCase()];
}
