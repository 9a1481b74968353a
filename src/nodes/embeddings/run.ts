// Embeddings: texts to vectors, in batches.
import type { Json, JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { answer, type EmbeddingRequest, requestOf } from '../ai/protocols';
import { callJson, objectsIn } from '../ai/service';
import { reach, type Service, SERVICES } from '../chat-models/services';

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

export const runEmbeddingsOpenAi = over(SERVICES.openai);
export const runEmbeddingsOllama = over(SERVICES.ollama);
export const runEmbeddingsMistralCloud = over(SERVICES.mistral);
export const runEmbeddingsGoogleGemini = over(SERVICES.gemini);
export const runEmbeddingsAzureOpenAi = over(SERVICES.azure);
