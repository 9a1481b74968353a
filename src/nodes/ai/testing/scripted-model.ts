// A model that answers by script: the words of a request choose the list its answer is taken from. And what it was asked, in short.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { objectsIn } from '../service';
import { type ModelServer, type Said, startModel } from './model-server';

/** Answers by a text that occurs in the requests they answer, in order. */
export type Script = Record<string, Said[]>;

/** One request: where it went, who said what in it, and the arguments of the tools it names. */
export interface Asked { path: string; messages: string[]; tools?: Record<string, Record<string, string>> }

export interface ScriptedModel extends ModelServer { seen: Record<string, Asked[]> }

export async function startScripted(script: Script): Promise<ScriptedModel> {
  const seen: Record<string, Asked[]> = {};
  const server = await startModel((body, _n, written) => {
    const path = decodeURIComponent(written);
    const text = `${path} ${JSON.stringify(body)}`;
    const key = Object.keys(script).find(marker => text.includes(marker)) ?? '?';
    const list = seen[key] ?? [];
    seen[key] = list;
    list.push(askedOf(path, body));
    if (path.endsWith('/embeddings')) return { data: (Array.isArray(body.input) ? body.input : [body.input]).map((each, index) => ({ index, embedding: vectorOf(String(each)) })) };
    return script[key]?.[list.filter(each => each.path !== '/embeddings').length - 1] ?? 'nothing left to say';
  });
  return Object.assign(server, { seen });
}

/** Four numbers that tell texts apart a little. */
export function vectorOf(text: string): number[] {
  const vector = [1, 0, 0, 0];
  for (let at = 0; at < text.length; at++) vector[1 + (text.charCodeAt(at) % 3)] = (vector[1 + (text.charCodeAt(at) % 3)] as number) + 1;
  return vector;
}

export function askedOf(path: string, body: JsonObject): Asked {
  const messages = objectsIn(body.messages ?? body.input).map(({ role, type, content, output, tool_calls: calls }) => {
    const calling = Array.isArray(calls) && calls.length > 0;
    return `${String(role ?? type)}${calling ? '+calls' : role === 'system' || role === 'developer' ? '' : `: ${firstLine((content ?? output ?? '') as Json)}`}`;
  });
  const tools = objectsIn(body.tools).map(tool => (isPlainObject(tool.function) ? tool.function : tool));
  const named = Object.fromEntries(tools.map(tool => [String(tool.name), typesIn(tool.parameters)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  return { path: path.replace(/^\/v1/, ''), messages, ...(tools.length > 0 ? { tools: named as Record<string, Record<string, string>> } : {}) };
}

/** Of what was said only the beginning counts: instructions that follow it are in each product's own words. */
function firstLine(content: Json): string {
  if (typeof content === 'string') return content.split('\n')[0] as string;
  if (!Array.isArray(content)) return '';
  // The order of a question and its pictures is no difference.
  return objectsIn(content).map(part => (typeof part.text === 'string' ? firstLine(part.text) : `(${String(part.type)})`)).sort().join(' ');
}

/** Types of the arguments by their names; of objects by their paths. */
function typesIn(schema: unknown, prefix = ''): Record<string, string> {
  const properties = isPlainObject(schema) && isPlainObject(schema.properties) ? schema.properties : {};
  return Object.assign({}, ...Object.entries(properties).map(([name, field]) => {
    const type = isPlainObject(field) ? field.type : undefined;
    return { [`${prefix}${name}`]: typeof type === 'string' ? type : 'any', ...typesIn(field, `${prefix}${name}.`) };
  })) as Record<string, string>;
}
