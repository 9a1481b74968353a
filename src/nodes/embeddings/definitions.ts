// Embeddings: sub-nodes that turn texts into vectors, one for each service.
import { defineNode } from '../contract';
import { collection, locator, number, string } from '../fields';

const base = { group: 'ai', icon: 'binary', inputs: [], outputs: [{ type: 'ai_embedding', label: 'Embeddings' }], effect: 'read' } as const;
const aliases = ['vector', 'embedding', 'semantic'] as const;
const lc = (name: string): string[] => [`@n8n/n8n-nodes-langchain.${name}`];
const options = collection({
  label: 'Options',
  fields: { baseURL: string({ label: 'Base URL' }), batchSize: number({ label: 'Texts a request', default: 512, min: 1, max: 2048 }), dimensions: number({ label: 'Dimensions', default: 0, help: '0 leaves it to the model' }), timeout: number({ label: 'Time limit', default: 60_000, unit: 'ms' }) },
});
const model = (standard: string) => locator({ label: 'Model', default: standard, required: true });
const key = (type: string, label: string) => [{ type, label, required: true }];

export const embeddingsOpenAi = defineNode({
  ...base, type: 'embeddingsOpenAi', label: 'Embeddings OpenAI', description: 'Turns text into vectors with a model of OpenAI', aliases, versions: [1, 1.1, 1.2], n8nTypes: lc('embeddingsOpenAi'),
  parameters: { model: model('text-embedding-3-small'), options }, credentials: key('openAiApi', 'OpenAI'),
  fold: (parameters, typeVersion) => (typeVersion < 1.1 ? { parameters: { model: 'text-embedding-ada-002', ...parameters }, typeVersion: 1.1 } : { parameters, typeVersion }),
});

export const embeddingsOllama = defineNode({
  ...base, type: 'embeddingsOllama', label: 'Embeddings Ollama', description: 'Turns text into vectors on a machine of your own', aliases, versions: [1], n8nTypes: lc('embeddingsOllama'),
  parameters: { model: model('nomic-embed-text'), options }, credentials: key('ollamaApi', 'Ollama'),
});

export const embeddingsMistralCloud = defineNode({
  ...base, type: 'embeddingsMistralCloud', label: 'Embeddings Mistral', description: 'Turns text into vectors with a model of Mistral', aliases, versions: [1], n8nTypes: lc('embeddingsMistralCloud'),
  parameters: { model: model('mistral-embed'), options }, credentials: key('mistralCloudApi', 'Mistral'),
});

export const embeddingsGoogleGemini = defineNode({
  ...base, type: 'embeddingsGoogleGemini', label: 'Embeddings Google Gemini', description: 'Turns text into vectors with a model of Google', aliases, versions: [1], n8nTypes: lc('embeddingsGoogleGemini'),
  parameters: { modelName: model('models/gemini-embedding-001'), options }, credentials: key('googlePalmApi', 'Google Gemini'),
});

export const embeddingsCohere = defineNode({
  ...base, type: 'embeddingsCohere', label: 'Embeddings Cohere', description: 'Turns text into vectors with a model of Cohere', aliases, versions: [1], n8nTypes: lc('embeddingsCohere'),
  parameters: { modelName: model('embed-english-v3.0') }, credentials: key('cohereApi', 'Cohere'),
  // Files that name none mean a model that is gone.
  fold: (parameters, typeVersion) => ({ parameters: { modelName: 'embed-english-v2.0', ...parameters }, typeVersion }),
});

export const embeddingsHuggingFaceInference = defineNode({
  ...base, type: 'embeddingsHuggingFaceInference', label: 'Embeddings Hugging Face Inference', description: 'Turns text into vectors with an open model hosted by Hugging Face', aliases, versions: [1], n8nTypes: lc('embeddingsHuggingFaceInference'),
  parameters: { modelName: model('sentence-transformers/distilbert-base-nli-mean-tokens'), options: collection({ label: 'Options', fields: { endpointUrl: string({ label: 'Endpoint of your own' }) } }) }, credentials: key('huggingFaceApi', 'Hugging Face'),
});

export const embeddingsAzureOpenAi = defineNode({
  ...base, type: 'embeddingsAzureOpenAi', label: 'Embeddings Azure OpenAI', description: 'Turns text into vectors with a model deployed on Azure', aliases, versions: [1], n8nTypes: lc('embeddingsAzureOpenAi'),
  parameters: { model: string({ label: 'Deployment', required: true }), options }, credentials: key('azureOpenAiApi', 'Azure OpenAI'),
});
