// The checks of the guardrails: those that look at the text themselves, and those a model is asked for.
import { type Json, type JsonObject, setOwn } from '~/lib/json';
import { messageOf } from '~/lib/errors';
import type { ParametersOf } from '../fields';
import { answerInFormat, withSchema } from '../ai/answer-in-format';
import type { Model } from '../ai/models';
import { regexMatches } from '../regex';
import type { guardrails } from './definition';
import { entitiesIn, type Found, PII } from './personal-data';
import { JAILBREAK_PROMPT, NSFW_PROMPT, SYSTEM_MESSAGE, TOPIC_PROMPT } from './prompts';
import { secretsIn } from './secret-keys';
import { urlsIn } from './urls';

export type Parameters = ParametersOf<typeof guardrails.parameters>;

/** `masks`: texts and what stands for them when the text is sanitized. */
export interface Check { shown: { name: string; triggered: boolean } & JsonObject; masks: [text: string, mask: string][] }

const withEntities = (name: string, found: Found[]): Check => ({ shown: { name, triggered: found.length > 0, info: { analyzerResults: found as unknown as Json } }, masks: found.map(({ text, entityType }) => [text, `<${entityType}>`]) });

/** Checks that need no model, in n8n's order. */
export function plainChecks(text: string, { pii, customRegex, secretKeys, urls }: Parameters['guardrails']): Check[] {
  const checks: Check[] = [];
  if (pii) {
    const { type = 'all', entities = [] } = pii.value ?? {};
    const chosen = new Set<string>(entities);
    checks.push(withEntities('personalData', entitiesIn(text, Object.entries(PII).filter(([name]) => type === 'all' || chosen.has(name)))));
  }
  if (customRegex) checks.push(withEntities('customRegex', entitiesIn(text, (customRegex.regex ?? []).filter(({ value }) => value !== '').map(({ name, value }) => [name, value] as const))));
  if (secretKeys) {
    const detectedSecrets = secretsIn(text, secretKeys.value?.permissiveness ?? 'strict');
    checks.push({ shown: { name: 'secretKeys', triggered: detectedSecrets.length > 0, info: { detectedSecrets } }, masks: detectedSecrets.map(secret => [secret, '<SECRET>']) });
  }
  if (urls) {
    const { allowedUrls = '', allowedSchemes = ['https'], blockUserinfo = true, allowSubdomains = true } = urls.value ?? {};
    const findings = urlsIn(text, { allowedUrls, allowedSchemes, blockUserinfo, allowSubdomains });
    checks.push({ shown: { name: 'urls', triggered: findings.blocked.length > 0, info: { ...findings } }, masks: findings.blocked.map(url => [url, '<URL>']) });
  }
  return checks;
}

/** Every text that was found replaced, longer ones first: what a later check calls a text counts. */
export function masked(text: string, checks: readonly Check[]): string {
  const masks = new Map(checks.flatMap(check => check.masks));
  return [...masks].sort(([a], [b]) => b.length - a.length).reduce((left, [found, mask]) => left.replaceAll(found, () => mask), text);
}

const escaped = (word: string): string => word.replace(/[^\p{L}\p{N}_]/gu, character => `\\${character}`);

export function keywordCheck(text: string, keywords: string): Check {
  const words = keywords.split(',').map(word => word.trim()).filter(word => word !== '');
  // A word ends where no letter or digit goes on.
  const found = words.flatMap(word => regexMatches(text, `/(?:^|[^\\p{L}\\p{N}_])(${escaped(word)})(?:$|[^\\p{L}\\p{N}_])/i`, 1));
  const matchedKeywords = [...new Map(found.map(word => [word.toLowerCase(), word])).values()];
  return { shown: { name: 'keywords', triggered: matchedKeywords.length > 0, info: { matchedKeywords } }, masks: [] };
}

interface Rule { name: string; prompt: string; threshold: number }

/** Rules a model is asked for, each with its prompt. */
export function rulesOf({ jailbreak, nsfw, topicalAlignment, custom }: Parameters['guardrails']): Rule[] {
  const judged = (name: string, given: NonNullable<typeof jailbreak>['value'], standard: string): Rule => ({ name, prompt: (given?.customizePrompt === true && given.prompt) || standard, threshold: given?.threshold ?? 0.7 });
  return [
    ...(jailbreak ? [judged('jailbreak', jailbreak.value, JAILBREAK_PROMPT)] : []),
    ...(nsfw ? [judged('nsfw', nsfw.value, NSFW_PROMPT)] : []),
    ...(topicalAlignment ? [{ name: 'topicalAlignment', prompt: topicalAlignment.value?.prompt || TOPIC_PROMPT, threshold: topicalAlignment.value?.threshold ?? 0.7 }] : []),
    ...(custom?.guardrail ?? []),
  ];
}

const VERDICT: JsonObject = { type: 'object', properties: { confidenceScore: { type: 'number', minimum: 0, maximum: 1 }, flagged: { type: 'boolean' } }, required: ['confidenceScore', 'flagged'] };

/** With `lenient`, a model that gives no verdict counts as a violation, and says why; otherwise it fails the step. */
export async function modelCheck(model: Model, text: string, { name, prompt, threshold }: Rule, { customizeSystemMessage, systemMessage }: Parameters, lenient: boolean): Promise<Check> {
  const { instructions, parse } = withSchema(VERDICT);
  const told = `${prompt}\n\n${(customizeSystemMessage && systemMessage) || SYSTEM_MESSAGE}\n\n${instructions}`;
  try {
    const { confidenceScore = null, flagged = false } = (await answerInFormat(model, [{ role: 'system', content: told }, { role: 'user', content: text }], parse)) as JsonObject;
    return { shown: { name, triggered: flagged === true && Number(confidenceScore) >= Number(threshold), confidenceScore, executionFailed: false, info: {} }, masks: [] };
  } catch (error) {
    if (!lenient) throw error;
    const exception: JsonObject = {};
    setOwn(exception, 'name', 'Error');
    setOwn(exception, 'description', messageOf(error));
    return { shown: { name, triggered: true, executionFailed: true, exception, info: {} }, masks: [] };
  }
}
