// The chat completions protocol of OpenAI, which most services speak.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError, type Tools } from '../contract';
import type { ChatMessage, ChatPart, ModelAnswer, ModelRequest, ToolCall } from '../ai/protocols';

export async function openAiBody(request: ModelRequest, model: string, options: JsonObject, tools: Tools): Promise<JsonObject> {
  const messages: Json[] = [];
  for (const message of request.messages) messages.push(await messageOf(message, tools));
  const body: JsonObject = { model, messages, ...options };
  if (request.tools && request.tools.length > 0) body.tools = request.tools.map(({ name, description, schema }) => ({ type: 'function', function: { name, description, parameters: schema } }));
  if (request.json) body.response_format = { type: 'json_object' };
  return body;
}

async function messageOf(message: ChatMessage, tools: Tools): Promise<JsonObject> {
  switch (message.role) {
    case 'tool': return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
    case 'user': return { role: 'user', content: typeof message.content === 'string' ? message.content : await partsOf(message.content, tools) };
    case 'assistant': {
      const { toolCalls = [] } = message;
      const calls = toolCalls.map(({ id, name, arguments: given }) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(given) } }));
      return { role: 'assistant', content: message.content, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
    }
    default: return { role: 'system', content: message.content };
  }
}

async function partsOf(parts: readonly ChatPart[], tools: Tools): Promise<Json[]> {
  const made: Json[] = [];
  for (const part of parts) {
    if (part.type === 'text') made.push({ type: 'text', text: part.text });
    else made.push({ type: 'image_url', image_url: { url: part.type === 'imageUrl' ? part.url : await dataUrl(part.file, tools) } });
  }
  return made;
}

export const dataUrl = async (file: Parameters<Tools['files']['read']>[0], tools: Tools): Promise<string> => `data:${file.mimeType};base64,${Buffer.from(await tools.files.read(file)).toString('base64')}`;

export function openAiAnswer(body: JsonObject): ModelAnswer {
  const [choice] = Array.isArray(body.choices) ? body.choices : [];
  const message = isPlainObject(choice) ? choice.message : undefined;
  if (!isPlainObject(choice) || !isPlainObject(message)) throw new NodeError('The model gave no answer', { description: JSON.stringify(body).slice(0, 300) });
  const { usage } = body;
  return {
    message: { content: textIn(message.content), toolCalls: callsIn(message.tool_calls) },
    finishReason: typeof choice.finish_reason === 'string' ? choice.finish_reason : 'stop',
    model: typeof body.model === 'string' ? body.model : '',
    usage: isPlainObject(usage) ? { inputTokens: Number(usage.prompt_tokens) || 0, outputTokens: Number(usage.completion_tokens) || 0 } : null,
  };
}

/** Text, or a list of parts of which only texts count. */
function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(part => (isPlainObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

function callsIn(list: unknown): ToolCall[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((call, index): ToolCall[] => {
    const named = isPlainObject(call) ? call.function : undefined;
    if (!isPlainObject(call) || !isPlainObject(named) || typeof named.name !== 'string') return [];
    return [{ id: typeof call.id === 'string' && call.id !== '' ? call.id : `call_${index}`, name: named.name, arguments: argumentsIn(named.arguments) }];
  });
}

/** Models write arguments as JSON text, and not always well: what cannot be read becomes one text argument. */
export function argumentsIn(given: unknown): JsonObject {
  if (isPlainObject(given)) return given as JsonObject;
  if (typeof given !== 'string' || given.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(given);
    return isPlainObject(value) ? (value as JsonObject) : { input: value as Json };
  } catch {
    return { input: given };
  }
}
