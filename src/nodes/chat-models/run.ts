// Chat models: one call is one request to the service.
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunNode, type Tools } from '../contract';
import { answer, type ModelRequest, requestOf } from '../ai/protocols';
import { callJson, callService, type ServiceCall } from '../ai/service';
import { anthropicAnswer, anthropicBody } from './anthropic-protocol';
import { openAiAnswer, openAiBody } from './openai-protocol';
import { anthropicSettings, openAiOptions, patienceOf } from './options';
import { reach, type Service, SERVICES } from './services';
import { ANTHROPIC_STREAM, listenTo, OPENAI_STREAM, type Protocol, wholeAnswer } from './streams';

/** Models before chat: they go on from one text. */
const COMPLETES = /instruct|davinci|babbage|curie|ada-00/;

function modelIn(given: unknown): string {
  const name = typeof given === 'string' ? given.trim() : '';
  if (name === '') throw new NodeError('Choose a model');
  return name;
}

const overOpenAi = (service: Service): RunNode => async ({ call, parameters, tools }) => {
  const request = requestOf<ModelRequest>(call, 'a model');
  const given = parameters.at() as unknown as { model?: string; modelName?: string; options: Record<string, unknown> };
  const model = modelIn(given.model ?? given.modelName).replace(/^models\//, '');
  const { base, ...how } = await reach(service, tools, given.options.baseURL || given.options.endpointUrl);
  const body = await openAiBody(request, model, openAiOptions(given.options, model, service.name), tools);
  const path = service.name === 'azure' ? `/${encodeURIComponent(model)}/chat/completions` : '/chat/completions';
  if (service.name === 'openai' && COMPLETES.test(model)) return answer(await completed(request, body, text => callJson(tools, { url: `${base}/completions`, ...how, body: { kind: 'json', value: text }, ...patienceOf(given.options) })));
  const streamed = request.stream && tools.say ? { ...body, stream: true, stream_options: { include_usage: true } } : body;
  return answer(openAiAnswer(await said(tools, request, OPENAI_STREAM, { url: `${base}${path}`, ...how, body: { kind: 'json', value: streamed }, ...patienceOf(given.options) })));
};

/** One answer of the service, told while it comes where that is asked for. */
async function said(tools: Tools, { stream }: ModelRequest, protocol: Protocol, call: ServiceCall): Promise<JsonObject> {
  const { say } = tools;
  if (!stream || !say) return callJson(tools, call);
  return wholeAnswer(protocol, await callService(tools, { ...call, onPiece: listenTo(protocol, say) }));
}

/** The messages as one text, and its continuation as an answer. */
async function completed(request: ModelRequest, { messages: _messages, tools: _tools, ...rest }: JsonObject, send: (body: JsonObject) => Promise<JsonObject>) {
  const prompt = request.messages.map(({ content }) => (typeof content === 'string' ? content : content.map(part => (part.type === 'text' ? part.text : '')).join(''))).join('\n\n');
  const body = await send({ max_tokens: 1024, ...rest, prompt });
  const [choice] = Array.isArray(body.choices) ? (body.choices as JsonObject[]) : [];
  return openAiAnswer({ ...body, choices: choice ? [{ message: { content: choice.text ?? '' }, finish_reason: choice.finish_reason ?? 'stop' }] : [] });
}

export const runLmChatOpenAi = overOpenAi(SERVICES.openai);
export const runLmOpenAi = overOpenAi(SERVICES.openai);
export const runLmChatGroq = overOpenAi(SERVICES.groq);
export const runLmChatOpenRouter = overOpenAi(SERVICES.openRouter);
export const runLmChatDeepSeek = overOpenAi(SERVICES.deepSeek);
export const runLmChatMistralCloud = overOpenAi(SERVICES.mistral);
export const runLmChatXAiGrok = overOpenAi(SERVICES.xai);
export const runLmChatOllama = overOpenAi(SERVICES.ollama);
export const runLmChatCohere = overOpenAi(SERVICES.cohere);
export const runLmChatVercelAiGateway = overOpenAi(SERVICES.vercel);
export const runLmOpenHuggingFaceInference = overOpenAi(SERVICES.huggingFace);
export const runLmChatGoogleGemini = overOpenAi(SERVICES.gemini);
export const runLmChatAzureOpenAi = overOpenAi(SERVICES.azure);

export const runLmChatAnthropic: RunNode = async ({ call, parameters, tools }) => {
  const request = requestOf<ModelRequest>(call, 'a model');
  const given = parameters.at() as unknown as { model?: string; options: Record<string, unknown> };
  const { base, ...how } = await reach(SERVICES.anthropic, tools, given.options.baseURL);
  const model = modelIn(given.model);
  const body = await anthropicBody(request, model, anthropicSettings(given.options, model), tools);
  const streamed = request.stream && tools.say ? { ...body, stream: true } : body;
  return answer(anthropicAnswer(await said(tools, request, ANTHROPIC_STREAM, { url: `${base}/messages`, ...how, body: { kind: 'json', value: streamed }, ...patienceOf(given.options) })));
};
