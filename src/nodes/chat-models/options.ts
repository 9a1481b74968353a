// Options of chat models in n8n's names, and what the services call them.
import type { JsonObject } from '~/lib/json';
import { boolean, collection, number, options, string } from '../fields';

export const modelOptions = collection({
  label: 'Options',
  fields: {
    temperature: number({ label: 'Temperature', default: 0.7, min: 0, max: 2, help: 'Lower is more predictable' }),
    maxTokens: number({ label: 'Most tokens of an answer', default: -1, help: '-1 leaves it to the model' }),
    topP: number({ label: 'Top P', default: 1, min: 0, max: 1 }),
    frequencyPenalty: number({ label: 'Frequency penalty', default: 0, min: -2, max: 2 }),
    presencePenalty: number({ label: 'Presence penalty', default: 0, min: -2, max: 2 }),
    responseFormat: options({ label: 'Response format', default: 'text', options: [{ value: 'text', label: 'Text' }, { value: 'json_object', label: 'JSON' }] }),
    reasoningEffort: options({ label: 'Reasoning effort', default: 'medium', options: [{ value: 'low', label: 'Low' }, { value: 'medium', label: 'Medium' }, { value: 'high', label: 'High' }] }),
    baseURL: string({ label: 'Base URL', placeholder: 'https://api.example.com/v1' }),
    timeout: number({ label: 'Time limit', default: 60_000, unit: 'ms' }),
    maxRetries: number({ label: 'Further tries when busy', default: 2, min: 0, max: 10 }),
  },
});

export const anthropicOptions = collection({
  label: 'Options',
  fields: {
    maxTokensToSample: number({ label: 'Most tokens of an answer', default: 4096 }),
    temperature: number({ label: 'Temperature', default: 0.7, min: 0, max: 1 }),
    topK: number({ label: 'Top K', default: -1 }),
    topP: number({ label: 'Top P', default: 1, min: 0, max: 1 }),
    thinking: boolean({ label: 'Thinking' }),
    thinkingBudget: number({ label: 'Tokens for thinking', default: 1024 }),
    maxRetries: number({ label: 'Further tries when busy', default: 2, min: 0, max: 10 }),
  },
});

type Given = Record<string, unknown>;

const numberIn = (given: Given, ...names: string[]): number | undefined => {
  for (const name of names) {
    const value = given[name];
    const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof parsed === 'number' && Number.isFinite(parsed)) return parsed;
  }
  return undefined;
};

function withDefined(entries: Record<string, unknown>): JsonObject {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** Newer models of OpenAI refuse `max_tokens`; other services know nothing else. */
const takesCompletionTokens = (model: string): boolean => /^(o\d|gpt-5(?!-chat))/.test(model);
/** Other models of OpenAI refuse the effort. */
const reasons = (model: string): boolean => /^(o\d|gpt-5)/.test(model);

export function openAiOptions(given: Given, model: string, service: string): JsonObject {
  const most = numberIn(given, 'maxTokens', 'maxTokensToSample', 'maxOutputTokens', 'numPredict');
  const limit = most !== undefined && most > 0 ? most : undefined;
  const json = given.responseFormat === 'json_object' || given.format === 'json';
  return withDefined({
    temperature: numberIn(given, 'temperature'),
    top_p: numberIn(given, 'topP'),
    frequency_penalty: numberIn(given, 'frequencyPenalty'),
    presence_penalty: numberIn(given, 'presencePenalty'),
    [service === 'openai' && takesCompletionTokens(model) ? 'max_completion_tokens' : 'max_tokens']: limit,
    reasoning_effort: typeof given.reasoningEffort === 'string' && given.reasoningEffort !== '' && (service !== 'openai' || reasons(model)) ? given.reasoningEffort : undefined,
    response_format: json ? { type: 'json_object' } : undefined,
  });
}

/** As long as a model of its kind answers without a stream, which the service must be told. */
const longestAnswer = (model: string): number => (/^claude-(opus|sonnet|haiku)-\d/.test(model) ? 16_384 : /^claude-3-[57]/.test(model) ? 8192 : 4096);

export function anthropicSettings(given: Given, model: string): JsonObject {
  const budget = given.thinking === true ? (numberIn(given, 'thinkingBudget') ?? 1024) : undefined;
  const most = numberIn(given, 'maxTokensToSample', 'maxTokens') ?? (budget === undefined ? longestAnswer(model) : 4096);
  // With thinking the service refuses sampling options, and its tokens count as part of the answer.
  if (budget !== undefined) return { max_tokens: Math.max(most, budget + 1024), thinking: { type: 'enabled', budget_tokens: budget } };
  const topK = numberIn(given, 'topK');
  const topP = numberIn(given, 'topP');
  return withDefined({ max_tokens: most, temperature: numberIn(given, 'temperature'), top_k: topK !== undefined && topK > 0 ? topK : undefined, top_p: topP !== undefined && topP < 1 ? topP : undefined });
}

export interface Patience { timeoutMs: number; retries: number }

export const patienceOf = (given: Given): Patience => ({ timeoutMs: Math.max(1000, numberIn(given, 'timeout') ?? 300_000), retries: Math.min(10, Math.max(0, numberIn(given, 'maxRetries') ?? 2)) });
