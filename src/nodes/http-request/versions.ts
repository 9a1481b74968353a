// Older shapes of the HTTP request node.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';

const TARGET = 4.2;
const objectOf = (value: Json | undefined): JsonObject => (isPlainObject(value) ? (value as JsonObject) : {});
const rowsOf = (value: Json | undefined): JsonObject[] => {
  const list = objectOf(value).parameter;
  return Array.isArray(list) ? list.filter(row => isPlainObject(row)).map(row => row as JsonObject) : [];
};

const FIRST_AUTH: Record<string, string> = {
  basicAuth: 'httpBasicAuth',
  digestAuth: 'httpDigestAuth',
  headerAuth: 'httpHeaderAuth',
  queryAuth: 'httpQueryAuth',
  oAuth1: 'oAuth1Api',
  oAuth2: 'oAuth2Api',
};

/** `json` text, or name and value rows, under the keys of version 3. */
function section(parameters: JsonObject, old: 'query' | 'header', flag: string, specify: string, rowsKey: string, jsonKey: string): JsonObject {
  if (parameters.jsonParameters === true) {
    const text = parameters[`${old}ParametersJson`];
    return text === undefined || text === '' ? {} : { [flag]: true, [specify]: 'json', [jsonKey]: text };
  }
  const rows = rowsOf(parameters[`${old}ParametersUi`]);
  return rows.length === 0 ? {} : { [flag]: true, [rowsKey]: { parameters: rows } };
}

/** `field:property,other` of multipart uploads, or one property name. */
function fileParts(names: Json | undefined): JsonObject[] {
  return String(names ?? 'data').split(',').map(part => {
    const [field, property] = part.includes(':') ? part.split(':') : [part, part];
    return { parameterType: 'formBinaryData', name: (field ?? '').trim(), inputDataFieldName: (property ?? '').trim() };
  });
}

function body(parameters: JsonObject, options: JsonObject): JsonObject {
  const method = String(parameters.requestMethod ?? 'GET');
  if (method === 'GET' || method === 'HEAD') return {};
  const contentType = String(options.bodyContentType ?? 'json');
  const asJson = parameters.jsonParameters === true;
  const rows = asJson ? [] : rowsOf(parameters.bodyParametersUi);
  const text = asJson ? parameters.bodyParametersJson : undefined;
  if (asJson && parameters.sendBinaryData === true) {
    if (contentType === 'multipart-form-data') return { sendBody: true, contentType, bodyParameters: { parameters: fileParts(parameters.binaryPropertyName) } };
    return { sendBody: true, contentType: 'binaryData', inputDataFieldName: parameters.binaryPropertyName ?? 'data' };
  }
  if (contentType === 'raw') return text === undefined || text === '' ? {} : { sendBody: true, contentType, rawContentType: options.bodyContentCustomMimeType ?? 'text/plain', body: text };
  if (text !== undefined && text !== '') {
    return contentType === 'json' ? { sendBody: true, specifyBody: 'json', jsonBody: text } : { sendBody: true, contentType, specifyBody: 'string', body: text };
  }
  return rows.length === 0 ? {} : { sendBody: true, ...(contentType === 'json' ? {} : { contentType }), bodyParameters: { parameters: rows } };
}

function oldOptions(parameters: JsonObject, options: JsonObject): JsonObject {
  const format = parameters.responseFormat ?? 'json';
  const name = parameters.dataPropertyName;
  const response: JsonObject = {
    ...(format === 'string' ? { responseFormat: 'text', parseText: true } : { responseFormat: format }),
    ...(name === undefined || format === 'json' ? {} : { outputPropertyName: name }),
    ...(options.fullResponse === true ? { fullResponse: true } : {}),
    ...(options.ignoreResponseCode === true ? { neverError: true } : {}),
    ...(options.splitIntoItems === true ? {} : { splitArrays: false }),
  };
  const reads = ['GET', 'HEAD'].includes(String(parameters.requestMethod ?? 'GET'));
  const follow = (reads && options.followRedirect !== false) || options.followAllRedirects === true;
  return {
    response: { response },
    ...(follow ? {} : { redirect: { redirect: { followRedirects: false } } }),
    ...(options.batchSize === undefined && options.batchInterval === undefined
      ? {}
      : { batching: { batch: { batchSize: options.batchSize ?? 50, batchInterval: options.batchInterval ?? 1000 } } }),
    ...(parameters.allowUnauthorizedCerts === true ? { allowUnauthorizedCerts: true } : {}),
    timeout: options.timeout ?? 10_000,
  };
}

function foldOld(parameters: JsonObject, typeVersion: number): JsonObject {
  const options = objectOf(parameters.options);
  const auth = parameters.authentication;
  const first = typeVersion < 2 && typeof auth === 'string' && Object.hasOwn(FIRST_AUTH, auth);
  return {
    ...(parameters.requestMethod === undefined ? {} : { method: parameters.requestMethod }),
    url: parameters.url ?? '',
    ...(first ? { authentication: 'genericCredentialType', genericAuthType: FIRST_AUTH[auth] as string } : auth === undefined ? {} : { authentication: auth }),
    ...(parameters.genericAuthType === undefined ? {} : { genericAuthType: parameters.genericAuthType }),
    ...(parameters.nodeCredentialType === undefined ? {} : { nodeCredentialType: parameters.nodeCredentialType }),
    ...section(parameters, 'query', 'sendQuery', 'specifyQuery', 'queryParameters', 'jsonQuery'),
    ...section(parameters, 'header', 'sendHeaders', 'specifyHeaders', 'headerParameters', 'jsonHeaders'),
    ...body(parameters, options),
    options: oldOptions(parameters, options),
  };
}

/** 1 and 2 have one block per part of the request and do not split lists; 3 follows no redirect unless told to. */
export function foldHttpRequest(parameters: JsonObject, typeVersion: number): { parameters: JsonObject; typeVersion: number } {
  if (typeVersion >= 4) return { parameters, typeVersion };
  if (typeVersion < 3) return { parameters: foldOld(parameters, typeVersion), typeVersion: TARGET };
  const options = objectOf(parameters.options);
  const redirect = objectOf(objectOf(options.redirect).redirect);
  const folded: JsonObject = { ...options, redirect: { redirect: { followRedirects: false, ...redirect } } };
  return { parameters: { ...parameters, options: folded }, typeVersion: TARGET };
}
