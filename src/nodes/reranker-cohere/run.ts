// Cohere reranker.
import { NodeError, type RunNode } from '../contract';
import { answer, type RerankRequest, requestOf } from '../ai/protocols';
import { callJson, objectsIn } from '../ai/service';
import { cohereBase } from '../chat-models/services';
import type { rerankerCohere } from './definition';

export const runRerankerCohere: RunNode<typeof rerankerCohere> = async ({ call, parameters, tools }) => {
  const { query, documents } = requestOf<RerankRequest>(call, 'a reranker');
  const { modelName, topN } = parameters.at();
  if (documents.length === 0) return answer({ ranking: [] });
  const base = cohereBase(await tools.credential('cohereApi'));
  const body = { model: modelName.trim() || 'rerank-v3.5', query, documents, top_n: Math.min(documents.length, Math.max(1, Math.floor(Number(topN)) || 3)) };
  const { results } = await callJson(tools, { url: `${base}/v2/rerank`, credentialType: 'cohereApi', body: { kind: 'json', value: body }, retries: 2 });
  const ranking = objectsIn(results).map(({ index, relevance_score: score }) => ({ index: Number(index), score: Number(score) }));
  if (ranking.some(({ index }) => documents[index] === undefined)) throw new NodeError('The reranker named a document that was not given');
  return answer({ ranking });
};
