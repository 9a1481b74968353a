// What roots and sub-nodes say to each other, by capability. Every message is JSON: it is recorded with the step.
import type { BinaryRef, Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import type { SubNode, ToolSpec } from '../contract';
import { NodeError } from '../contract';

export type ChatPart = { type: 'text'; text: string } | { type: 'image'; file: BinaryRef } | { type: 'imageUrl'; url: string };

export interface ToolCall { id: string; name: string; arguments: JsonObject }

export type ChatMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | ChatPart[] }
  | { role: 'assistant'; content: string; toolCalls?: ToolCall[] }
  | { role: 'tool'; toolCallId: string; name: string; content: string };

/** `ai_languageModel`. */
export interface ModelRequest {
  messages: ChatMessage[];
  tools?: ToolSpec[];
  /** The answer must be one JSON value, if the model can be held to that. */
  json?: boolean;
  /** What the model says is passed on while it says it, where somebody listens. */
  stream?: boolean;
}

export interface ModelAnswer {
  message: { content: string; toolCalls: ToolCall[] };
  finishReason: string;
  model: string;
  usage: { inputTokens: number; outputTokens: number } | null;
}

/** `ai_tool`: the call holds `{ arguments }`; the tool answers with items. A toolkit is asked `{ action: 'list' }` first and then told which `tool`. */
export interface ToolRequest { arguments: JsonObject; tool?: string }

/** `ai_memory`. `load` answers `{ messages }`, the last exchanges or all of them; `save` adds one exchange; `replace` sets all. */
export type MemoryRequest = { action: 'load'; all?: boolean } | { action: 'save'; messages: ChatMessage[] } | { action: 'replace'; messages: ChatMessage[] };

/** `ai_outputParser`. `instructions` answers `{ instructions, schema? }`, `parse` answers `{ output }` or fails with what is wrong. */
export type ParserRequest = { action: 'instructions' } | { action: 'parse'; text: string };

/** `ai_embedding`: answers one item `{ vectors }`, a list of numbers for each text. */
export interface EmbeddingRequest { texts: string[]; /** The text is what is looked for; some models tell it from what is found. */ query?: boolean }

/** `ai_reranker`: answers one item `{ ranking: [{ index, score }] }`, the best first. */
export interface RerankRequest { query: string; documents: string[] }

/** `ai_textSplitter`: answers one item `{ texts }`. */
export interface SplitRequest { text: string }

export interface Document { text: string; metadata: JsonObject }

/** `ai_document`: answers one item `{ text, metadata }` for each document. */
export type DocumentRequest = JsonObject;

/** `ai_vectorStore` and `ai_retriever`: answer one item `{ text, metadata, score }` for each document found. */
export interface SearchRequest { query: string; topK?: number }

export interface FoundDocument extends Document { score: number | null }

/** A call with typed messages. */
export const ask = (node: SubNode, request: object, index?: number): Promise<Item[]> => node.call(request as JsonObject, index);

/** The one item a call must answer with. */
export async function askOne<T>(node: SubNode, request: object, index?: number): Promise<T> {
  const [item] = await ask(node, request, index);
  if (!item) throw new NodeError(`"${node.node.name}" gave no answer`);
  return item.json as T;
}

/** The message of a call as its sub-node reads it. */
export function requestOf<T>(call: { input: JsonObject } | undefined, what: string): T {
  if (!call) throw new NodeError(`This node supplies ${what} to another node and does not run by itself`, { description: 'Connect it to the bottom of an agent or a chain.' });
  return call.input as T;
}

/** One item that answers a call. */
export const answer = (json: object): Item[][] => [[{ json: json as JsonObject }]];

/** The first supplier of a capability; NodeError when a person still has to connect one. */
export function needed(subNodes: readonly SubNode[], what: string): SubNode {
  const [first] = subNodes;
  if (!first) throw new NodeError(`No ${what} is connected`, { description: `Connect one to the bottom of this node.` });
  return first;
}
