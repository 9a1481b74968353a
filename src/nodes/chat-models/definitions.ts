// Chat models: sub-nodes that answer messages for agents and chains, one for each service.
import { defineNode } from '../contract';
import { boolean, locator, string } from '../fields';
import { anthropicOptions, modelOptions } from './options';

const base = { group: 'ai', icon: 'sparkles', inputs: [], outputs: [{ type: 'ai_languageModel', label: 'Model' }], effect: 'read' } as const;
const aliases = ['llm', 'ai', 'chat', 'model', 'gpt'] as const;
const lc = (name: string): string[] => [`@n8n/n8n-nodes-langchain.${name}`];
const subtitle = ({ model, modelName }: Record<string, unknown>): string => {
  const given = model ?? modelName;
  const value = typeof given === 'object' && given !== null ? (given as { value?: unknown }).value : given;
  return typeof value === 'string' && !value.startsWith('=') ? value : '';
};
const model = (standard: string) => locator({ label: 'Model', default: standard, required: true });
const key = (type: string, label: string) => [{ type, label, required: true }];

export const lmChatOpenAi = defineNode({
  ...base, type: 'lmChatOpenAi', label: 'OpenAI Chat Model', description: 'Answers with a model of OpenAI or of a service that speaks its protocol', aliases, versions: [1, 1.1, 1.2, 1.3], n8nTypes: lc('lmChatOpenAi'),
  parameters: { model: model('gpt-4o-mini'), responsesApiEnabled: boolean({ label: 'Responses API', help: 'Weft uses chat completions either way', show: { '@version': { from: 1.3 } } }), options: modelOptions },
  credentials: key('openAiApi', 'OpenAI'), subtitle,
});

export const lmChatAnthropic = defineNode({
  ...base, type: 'lmChatAnthropic', label: 'Anthropic Chat Model', description: 'Answers with a Claude model', aliases: ['claude', ...aliases], versions: [1, 1.1, 1.2, 1.3], n8nTypes: lc('lmChatAnthropic'),
  parameters: { model: model('claude-sonnet-4-20250514'), options: anthropicOptions }, credentials: key('anthropicApi', 'Anthropic'), subtitle,
});

export const lmChatGroq = defineNode({
  ...base, type: 'lmChatGroq', label: 'Groq Chat Model', description: 'Answers with a model hosted by Groq', aliases, versions: [1], n8nTypes: lc('lmChatGroq'),
  parameters: { model: model('llama3-8b-8192'), options: modelOptions }, credentials: key('groqApi', 'Groq'), subtitle,
});

export const lmChatOpenRouter = defineNode({
  ...base, type: 'lmChatOpenRouter', label: 'OpenRouter Chat Model', description: 'Answers with any model OpenRouter offers', aliases, versions: [1], n8nTypes: lc('lmChatOpenRouter'),
  parameters: { model: model('openai/gpt-4.1-mini'), options: modelOptions }, credentials: key('openRouterApi', 'OpenRouter'), subtitle,
});

export const lmChatDeepSeek = defineNode({
  ...base, type: 'lmChatDeepSeek', label: 'DeepSeek Chat Model', description: 'Answers with a DeepSeek model', aliases, versions: [1], n8nTypes: lc('lmChatDeepSeek'),
  parameters: { model: model('deepseek-chat'), options: modelOptions }, credentials: key('deepSeekApi', 'DeepSeek'), subtitle,
});

export const lmChatMistralCloud = defineNode({
  ...base, type: 'lmChatMistralCloud', label: 'Mistral Chat Model', description: 'Answers with a Mistral model', aliases, versions: [1], n8nTypes: lc('lmChatMistralCloud'),
  parameters: { model: model('mistral-small'), options: modelOptions }, credentials: key('mistralCloudApi', 'Mistral'), subtitle,
});

export const lmChatXAiGrok = defineNode({
  ...base, type: 'lmChatXAiGrok', label: 'Grok Chat Model', description: 'Answers with a Grok model of xAI', aliases, versions: [1], n8nTypes: lc('lmChatXAiGrok'),
  parameters: { model: model('grok-2-vision-1212'), options: modelOptions }, credentials: key('xAiApi', 'xAI'), subtitle,
});

export const lmChatOllama = defineNode({
  ...base, type: 'lmChatOllama', label: 'Ollama Chat Model', description: 'Answers with a model on a machine of your own', aliases: ['local', ...aliases], versions: [1], n8nTypes: lc('lmChatOllama'),
  parameters: { model: model('llama3.2'), options: modelOptions }, credentials: key('ollamaApi', 'Ollama'), subtitle,
});

export const lmChatGoogleGemini = defineNode({
  ...base, type: 'lmChatGoogleGemini', label: 'Google Gemini Chat Model', description: 'Answers with a Gemini model', aliases, versions: [1, 1.1], n8nTypes: lc('lmChatGoogleGemini'),
  parameters: { modelName: model('models/gemini-2.5-flash'), options: modelOptions }, credentials: key('googlePalmApi', 'Google Gemini'), subtitle,
});

export const lmChatAzureOpenAi = defineNode({
  ...base, type: 'lmChatAzureOpenAi', label: 'Azure OpenAI Chat Model', description: 'Answers with a model deployed on Azure', aliases, versions: [1], n8nTypes: lc('lmChatAzureOpenAi'),
  parameters: { model: string({ label: 'Deployment', required: true }), options: modelOptions }, credentials: key('azureOpenAiApi', 'Azure OpenAI'), subtitle,
});

export const lmChatCohere = defineNode({
  ...base, type: 'lmChatCohere', label: 'Cohere Chat Model', description: 'Answers with a Command model of Cohere', aliases, versions: [1], n8nTypes: lc('lmChatCohere'),
  parameters: { model: model('command-a-03-2025'), options: modelOptions }, credentials: key('cohereApi', 'Cohere'), subtitle,
});

export const lmChatVercelAiGateway = defineNode({
  ...base, type: 'lmChatVercelAiGateway', label: 'Vercel AI Gateway Chat Model', description: 'Answers with any model the gateway of Vercel offers', aliases, versions: [1], n8nTypes: lc('lmChatVercelAiGateway'),
  parameters: { model: model('openai/gpt-4o'), options: modelOptions }, credentials: key('vercelAiGatewayApi', 'Vercel AI Gateway'), subtitle,
});

export const lmOpenHuggingFaceInference = defineNode({
  ...base, type: 'lmOpenHuggingFaceInference', label: 'Hugging Face Inference Model', description: 'Answers with an open model hosted by Hugging Face', aliases, versions: [1], n8nTypes: lc('lmOpenHuggingFaceInference'),
  parameters: { model: model('mistralai/Mistral-Nemo-Base-2407'), options: { ...modelOptions, fields: { ...modelOptions.fields, endpointUrl: string({ label: 'Endpoint of your own' }) } } }, credentials: key('huggingFaceApi', 'Hugging Face'), subtitle,
});

export const lmOpenAi = defineNode({
  ...base, type: 'lmOpenAi', label: 'OpenAI Model', description: 'Completes text with an older model of OpenAI', aliases, versions: [1], n8nTypes: lc('lmOpenAi'),
  parameters: { model: model('gpt-3.5-turbo-instruct'), options: modelOptions }, credentials: key('openAiApi', 'OpenAI'), subtitle,
});
