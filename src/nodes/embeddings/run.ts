// Embeddings: texts to vectors, in batches.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { type HttpResponse, NodeError, type RunNode } from '../contract';
import { textOf } from '../http-request/response';
import { answer, type EmbeddingRequest, requestOf } from '../ai/protocols';
import { baseUrl, callJson, callService, objectsIn, type ServiceCall } from '../ai/service';
import { cohereBase, reach, type Service, SERVICES } from '../chat-models/services';

const over = (service: Service): RunNode => async ({ call, parameters, tools }) => {
  const { texts } = requestOf<EmbeddingRequest>(call, 'embeddings');
  const given = parameters.at() as unknown as { model?: string; modelName?: string; options: { baseURL?: string; batchSize?: number; dimensions?: number; timeout?: number } };
  const model = String(given.model ?? given.modelName ?? '').trim().replace(/^models\//, '');
  if (model === '') throw new NodeError('Choose a model');
  const { base, ...how } = await reach(service, tools, given.options.baseURL);
  const url = service.name === 'azure' ? `${base}/${encodeURIComponent(model)}/embeddings` : `${base}/embeddings`;
  const size = Math.min(2048, Math.max(1, Number(given.options.batchSize) || 512));
  const dimensions = Number(given.options.dimensions) || 0;
  const vectors: Json[] = [];
  for (let at = 0; at < texts.length; at += size) {
    const input = texts.slice(at, at + size);
    const value: JsonObject = { model, input, ...(dimensions > 0 ? { dimensions } : {}) };
    vectors.push(...vectorsOf(await callJson(tools, { url, ...how, body: { kind: 'json', value }, retries: 2, ...(given.options.timeout ? { timeoutMs: Math.max(1000, Number(given.options.timeout)) } : {}) }), input.length));
  }
  return answer({ vectors });
};

function vectorsOf({ data }: JsonObject, count: number): Json[] {
  const rows = objectsIn(data).sort((a, b) => Number(a.index ?? 0) - Number(b.index ?? 0));
  if (rows.length !== count || rows.some(({ embedding }) => !Array.isArray(embedding))) throw new NodeError(`The service gave ${rows.length} vectors for ${count} texts`);
  return rows.map(({ embedding }) => embedding as Json);
}

/** Texts of one request at most, of services that say so. */
const BATCH = 96;

/** Services with a protocol of their own: what is sent for some texts, and where their vectors lie in the answer. */
const own = (request: (texts: string[], query: boolean, context: Parameters<RunNode>[0]) => Promise<ServiceCall>, vectors: (body: unknown) => unknown): RunNode => async context => {
  const { texts, query = false } = requestOf<EmbeddingRequest>(context.call, 'embeddings');
  const found: Json[] = [];
  for (let at = 0; at < texts.length; at += BATCH) {
    const part = texts.slice(at, at + BATCH);
    const list = vectors(parsedBody(await callService(context.tools, { retries: 2, ...(await request(part, query, context)) })));
    found.push(...vectorsOf({ data: (Array.isArray(list) ? list : []).map((embedding, index) => ({ index, embedding: embedding as Json })) }, part.length));
  }
  return answer({ vectors: found });
};

function parsedBody(response: HttpResponse): unknown {
  try {
    return JSON.parse(textOf(response));
  } catch {
    throw new NodeError('The service did not answer with JSON', { description: textOf(response).slice(0, 300) });
  }
}

const modelOf = ({ parameters }: Parameters<RunNode>[0]): string => String((parameters.at() as unknown as { modelName?: string }).modelName ?? '').trim();

export const runEmbeddingsCohere = own(
  async (texts, query, context) => ({ url: `${cohereBase(await context.tools.credential('cohereApi'))}/v2/embed`, credentialType: 'cohereApi', body: { kind: 'json', value: { model: modelOf(context), texts, input_type: query ? 'search_query' : 'search_document', embedding_types: ['float'] } } }),
  body => (isPlainObject(body) && isPlainObject(body.embeddings) ? body.embeddings.float : null),
);

export const runEmbeddingsHuggingFaceInference = own(
  async (texts, _query, context) => {
    const { endpointUrl } = (context.parameters.at() as unknown as { options: { endpointUrl?: string } }).options;
    return { url: baseUrl(endpointUrl, `https://router.huggingface.co/hf-inference/models/${modelOf(context).split('/').map(encodeURIComponent).join('/')}/pipeline/feature-extraction`), credentialType: 'huggingFaceApi', body: { kind: 'json', value: { inputs: texts } } };
  },
  body => body,
);

export const runEmbeddingsOpenAi = over(SERVICES.openai);
export const runEmbeddingsOllama = over(SERVICES.ollama);
export const runEmbeddingsMistralCloud = over(SERVICES.mistral);
export const runEmbeddingsGoogleGemini = over(SERVICES.gemini);
export const runEmbeddingsAzureOpenAi = over(SERVICES.azure);
