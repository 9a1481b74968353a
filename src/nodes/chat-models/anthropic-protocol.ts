// The messages protocol of Anthropic.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type Tools } from '../contract';
import { objectsIn } from '../ai/service';
import type { ChatMessage, ChatPart, ModelAnswer, ModelRequest, ToolCall } from '../ai/protocols';

interface Turn { role: 'user' | 'assistant'; content: Json[] }

/** System messages go to a place of their own, and turns alternate: what follows in the same role is joined. */
export async function anthropicBody(request: ModelRequest, model: string, options: JsonObject, tools: Tools): Promise<JsonObject> {
  const system = request.messages.flatMap(message => (message.role === 'system' ? [message.content] : []));
  if (request.json) system.push('Answer with one JSON value and nothing else.');
  const turns: Turn[] = [];
  for (const message of request.messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = await contentOf(message, tools);
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...content);
    else turns.push({ role, content });
  }
  const body: JsonObject = { model, max_tokens: 4096, messages: turns.map(({ role, content }) => ({ role, content })), ...options };
  if (system.length > 0) body.system = system.join('\n\n');
  if (request.tools && request.tools.length > 0) body.tools = request.tools.map(({ name, description, schema }) => ({ name, description, input_schema: schema }));
  return body;
}

async function contentOf(message: Exclude<ChatMessage, { role: 'system' }>, tools: Tools): Promise<Json[]> {
  if (message.role === 'tool') return [{ type: 'tool_result', tool_use_id: message.toolCallId, content: message.content }];
  if (message.role === 'user') return typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : Promise.all(message.content.map(part => partOf(part, tools)));
  const calls = (message.toolCalls ?? []).map(({ id, name, arguments: input }) => ({ type: 'tool_use', id, name, input }));
  // An empty text is refused.
  return message.content === '' ? calls : [{ type: 'text', text: message.content }, ...calls];
}

async function partOf(part: ChatPart, tools: Tools): Promise<Json> {
  if (part.type === 'text') return { type: 'text', text: part.text };
  if (part.type === 'imageUrl') return { type: 'image', source: { type: 'url', url: part.url } };
  return { type: 'image', source: { type: 'base64', media_type: part.file.mimeType, data: Buffer.from(await tools.files.read(part.file)).toString('base64') } };
}

export function anthropicAnswer(body: JsonObject): ModelAnswer {
  const { content, usage } = body;
  if (!Array.isArray(content)) throw new NodeError('The model gave no answer', { description: JSON.stringify(body).slice(0, 300) });
  const parts = objectsIn(content);
  return {
    message: {
      content: parts.map(part => (part.type === 'text' && typeof part.text === 'string' ? part.text : '')).join(''),
      toolCalls: parts.flatMap((part): ToolCall[] => (part.type === 'tool_use' && typeof part.name === 'string' ? [{ id: String(part.id), name: part.name, arguments: isPlainObject(part.input) ? (part.input as JsonObject) : {} }] : [])),
    },
    finishReason: typeof body.stop_reason === 'string' ? body.stop_reason : 'end_turn',
    model: typeof body.model === 'string' ? body.model : '',
    usage: isPlainObject(usage) ? { inputTokens: Number(usage.input_tokens) || 0, outputTokens: Number(usage.output_tokens) || 0 } : null,
  };
}
