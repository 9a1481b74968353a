// What is wrong with an input that a schema refused, as sentences that name the field: "`nodes[2].position.x` is missing".
import { z } from 'zod';

const KINDS: Record<string, string> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', tuple: 'a list', object: 'an object', record: 'an object', date: 'a date', null: 'null' };
const FORMATS: Record<string, string> = { uuid: 'an id', datetime: 'a date and time such as 2026-11-21T08:00:00Z', date: 'a date such as 2026-11-21', email: 'an e-mail address', url: 'a URL' };
const UNITS: Record<string, string> = { string: 'characters', array: 'entries', set: 'entries', record: 'entries' };

const listed = (values: readonly unknown[]): string => {
  const quoted = values.slice(0, 12).map(value => JSON.stringify(value));
  return quoted.length > 1 ? `one of ${quoted.join(', ')}` : (quoted[0] ?? 'something else');
};

function limitOf(origin: string, limit: number | bigint, word: 'most' | 'least'): string {
  const unit = UNITS[origin];
  return unit === undefined ? `must be at ${word} ${limit}` : `must have at ${word} ${limit} ${unit}`;
}

/** The part of the sentence behind the field's name. For `z.config` and the second argument of `parse`. */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys' && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type': return Number.isNaN(issue.input) && issue.expected === 'number' ? 'must be a number' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small': return issue.origin === 'string' && issue.minimum === 1 ? 'must not be empty' : limitOf(issue.origin, issue.minimum, 'least');
    case 'too_big': return limitOf(issue.origin, issue.maximum, 'most');
    case 'invalid_format': return FORMATS[issue.format] === undefined ? 'does not have the right form' : `must be ${FORMATS[issue.format]}`;
    case 'not_multiple_of': return `must be a multiple of ${issue.divisor}`;
    case 'invalid_value': return `must be ${listed(issue.values)}`;
    case 'unrecognized_keys': return `${issue.keys.slice(0, 5).map(key => `\`${key.slice(0, 80)}\``).join(', ')} ${issue.keys.length > 1 ? 'are' : 'is'} not known`;
    default: return 'is not valid';
  }
}

/** `['nodes', 2, 'position']` as `nodes[2].position`. */
export const fieldPath = (path: readonly PropertyKey[]): string => path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`), '');

/** One problem as a sentence. Messages of the schemas themselves begin with a verb, as those above do. */
export function inputSentence(issue: z.core.$ZodIssue): string {
  const path = fieldPath(issue.path);
  if (issue.code === 'unrecognized_keys') return path === '' ? `${issue.message} here` : `${issue.message} in \`${path}\``;
  if (path === '') return /^(is|must|has|holds|does) /.test(issue.message) ? `The input ${issue.message}` : issue.message;
  return /^(is|must|has|holds|does|cannot) /.test(issue.message) ? `\`${path}\` ${issue.message}` : `\`${path}\`: ${issue.message}`;
}

/** The first problem. */
export const inputError = (error: z.ZodError): string => (error.issues[0] ? inputSentence(error.issues[0]) : 'The input is not valid.');

/** For schemas whose check nobody here calls, as those of tRPC. */
export const speakInWords = (): void => void z.config({ customError: inputWords });
