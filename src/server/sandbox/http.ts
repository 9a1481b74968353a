// HTTP for code: what `this.helpers.httpRequest` asks for leaves through the one client, with its guards and without credentials.
import { messageOf } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import type { HttpRequest, HttpResponse } from '~/nodes/contract';
import { createMemoryFiles } from '~/nodes/files/pieces';
import type { Files } from '~/nodes/tools/files';

/** Answers one request of code, both as JSON text. Never rejects: `{ error }` is an answer too. */
export type CodeHttp = (request: string) => Promise<string>;

/** Sends a request; `files` holds the bytes its body may refer to. */
export type Send = (request: HttpRequest, files: Files) => Promise<HttpResponse>;

const pairs = (value: Json | undefined): [string, string][] =>
  isPlainObject(value) ? Object.entries(value as JsonObject).flatMap(([name, each]) => (Array.isArray(each) ? each : [each]).filter(part => part !== null).map((part): [string, string] => [name, typeof part === 'object' ? JSON.stringify(part) : String(part)])) : [];

function requestOf(asked: JsonObject): { request: HttpRequest; bytes: Uint8Array | null } {
  const { url, method = 'GET', qs, headers, body, base64, timeout, auth, skipSslCertificateValidation, disableFollowRedirect } = asked;
  if (typeof url !== 'string' || url === '') throw new Error('httpRequest needs a url');
  const given = pairs(headers);
  const contentType = given.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const signed: [string, string][] = isPlainObject(auth) ? [['authorization', `Basic ${Buffer.from(`${String((auth as JsonObject).username ?? '')}:${String((auth as JsonObject).password ?? '')}`).toString('base64')}`]] : [];
  const bytes = typeof base64 === 'string' ? Buffer.from(base64, 'base64') : null;
  return {
    bytes,
    request: {
      method: String(method), url, query: pairs(qs), headers: [...given, ...signed],
      ...(bytes ? { body: { kind: 'file', file: { id: 'body', mimeType: 'application/octet-stream', fileSize: bytes.length }, ...(contentType ? { contentType } : {}) } } : body === undefined || body === null ? {} : typeof body === 'string' ? { body: { kind: 'text', text: body, contentType: contentType ?? 'text/plain; charset=utf-8' } } : { body: { kind: 'json', value: body } }),
      ...(typeof timeout === 'number' ? { timeoutMs: timeout } : {}),
      ...(skipSslCertificateValidation === true ? { allowUnauthorizedCerts: true } : {}),
      followRedirects: disableFollowRedirect !== true,
    },
  };
}

export function createCodeHttp(send: Send): CodeHttp {
  return async text => {
    try {
      const asked = JSON.parse(text) as Json;
      if (!isPlainObject(asked)) throw new Error('httpRequest needs options');
      const { request, bytes } = requestOf(asked as JsonObject);
      const { status, statusText, headers, body } = await send(request, createMemoryFiles({ newId, kept: new Map(bytes ? [['body', bytes]] : []) }));
      const raw = (asked as JsonObject).encoding === 'arraybuffer';
      return JSON.stringify({ status, statusText, headers, ...(raw ? { base64: Buffer.from(body).toString('base64') } : { text: new TextDecoder().decode(body) }) });
    } catch (error) {
      return JSON.stringify({ error: messageOf(error, 500) });
    }
  };
}
