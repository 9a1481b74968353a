// AI Agent: asks the model, runs the tools it asks for one after another, and asks again until it answers.
import type { BinaryRef, Item } from '~/engine/items';
import type { Json, JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { recall, remember } from '../ai/memory';
import { type Model, modelOf, unfenced } from '../ai/models';
import { type Instructions, instructionsOf, parseWith } from '../ai/parser';
import { promptOf } from '../ai/prompt-fields';
import type { ChatMessage, ChatPart, ToolCall } from '../ai/protocols';
import { objectSchema } from '../ai/tool-schema';
import { answerCall, AS_LIST, AS_TEXT, type Tool, toolbox } from '../ai/toolbox';
import type { agent } from './definition';

type Parameters = ParametersOf<typeof agent.parameters>;
type Context = RunContext<Parameters>;

/** With an output parser the model answers by calling this tool, whose arguments are the answer. */
const FINAL = 'format_final_json_response';
/** Times an answer in the wrong format is sent back. */
const CORRECTIONS = 2;

interface Step { action: { tool: string; toolInput: JsonObject; log: string; toolCallId: string; type?: 'tool_call' }; observation: string }
interface Conversation { model: Model; tools: Tool[]; messages: ChatMessage[]; steps: Step[]; index: number; parser: ReturnType<Context['subNodes']>[number] | undefined; format: Instructions | null; most: number; /** From version 3 on, what tools answer is shown as a list, and an agent that does not come to an end fails. */ newer: boolean; stream: boolean }

export const runAgent: RunNode<typeof agent> = async context => [await eachItemAsync(context, (item, index) => answerItem(context, item, index))];

async function answerItem(context: Context, item: Item, index: number): Promise<Item> {
  const parameters = context.parameters.at(index);
  const { options, hasOutputParser, needsFallback } = parameters;
  const prompt = promptOf(parameters, item);
  const model = modelOf(context.subNodes('ai_languageModel'), index, needsFallback);
  const tools = await toolbox(context.subNodes('ai_tool'), index);
  const [memory] = context.subNodes('ai_memory');
  const parser = hasOutputParser ? context.subNodes('ai_outputParser')[0] : undefined;
  const format = parser ? await instructionsOf(parser, index) : null;
  const system = systemMessage(options.systemMessage ?? (context.node.typeVersion < 1.9 ? 'You are a helpful assistant' : ''), format);
  const messages: ChatMessage[] = [
    ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
    ...(await recall(memory, index)),
    { role: 'user', content: withImages(prompt, item, options.passthroughBinaryImages !== false) },
  ];
  const most = Math.min(100, Math.max(1, Math.floor(Number(options.maxIterations ?? 10)) || 10));
  const talk: Conversation = { model, tools, messages, steps: [], index, parser, format, most, newer: context.node.typeVersion >= 3, stream: isHeard(context, options, format) };
  const output = await converse(talk);
  await remember(memory, index, prompt, typeof output === 'string' ? output : JSON.stringify(output));
  return { json: { output, ...(options.returnIntermediateSteps ? { intermediateSteps: talk.steps as unknown as Json } : {}) } };
}

/** Somebody listens, and hears this agent: not one that another agent asked, and none whose answer is read by a parser. */
const isHeard = ({ tools, call }: Context, { enableStreaming }: Parameters['options'], format: Instructions | null): boolean => tools.say !== undefined && call === undefined && enableStreaming !== false && format === null;

function systemMessage(written: string, format: Instructions | null): string {
  if (!format) return written;
  return `${written}

${format.schema ? `Give your complete final answer by calling the tool "${FINAL}", and in no other way.` : format.instructions}`.trim();
}

function withImages(prompt: string, { binary }: Item, show: boolean): string | ChatPart[] {
  const images = show ? Object.values(binary ?? {}).filter((file: BinaryRef) => file.mimeType.startsWith('image/')) : [];
  return images.length === 0 ? prompt : [{ type: 'text', text: prompt }, ...images.map((file): ChatPart => ({ type: 'image', file }))];
}

/** Rounds of asking and running tools. The answer is a text, or what the parser made of it. */
async function converse(talk: Conversation): Promise<Json> {
  const { model, tools, messages, format } = talk;
  const specs = tools.map(tool => tool.spec);
  if (format?.schema) specs.push({ name: FINAL, description: 'Gives the final answer to the user in the required format', schema: objectSchema({ output: format.schema }, ['output']) });
  let corrections = 0;
  for (let round = 0; round < talk.most; round++) {
    const { message } = await model.ask({ messages: [...messages], ...(specs.length > 0 ? { tools: specs } : {}), ...(talk.stream ? { stream: true } : {}) });
    const { content, toolCalls } = message;
    messages.push({ role: 'assistant', content, ...(toolCalls.length > 0 ? { toolCalls } : {}) });
    const final = format ? toolCalls.find(call => call.name === FINAL) : undefined;
    if (toolCalls.length === 0 || final) {
      const answer = await finish(talk, final, content);
      if (answer.problem === null) return answer.output;
      if (corrections++ >= CORRECTIONS) throw new NodeError("Model output doesn't fit required format", { description: answer.problem });
      sendBack(talk, toolCalls, answer.problem);
      continue;
    }
    for (const call of toolCalls) {
      const observation = await answerCall(tools, call, talk.newer ? AS_LIST : AS_TEXT);
      talk.steps.push({ action: actionOf(call, talk.newer), observation });
      messages.push({ role: 'tool', toolCallId: call.id, name: call.name, content: observation });
    }
  }
  if (!talk.newer) return 'Agent stopped due to max iterations.';
  throw new NodeError(`Max iterations (${talk.most}) reached. The agent could not complete the task within the allowed number of iterations.`);
}

/** A call as n8n's agents tell of it. */
function actionOf({ id, name, arguments: given }: ToolCall, newer: boolean): Step['action'] {
  const action = { tool: name, toolInput: given, toolCallId: id };
  return newer ? { ...action, log: `Calling ${name}`, type: 'tool_call' } : { ...action, log: `Invoking "${name}" with ${JSON.stringify(given)}\n` };
}

async function finish({ parser, format, index }: Conversation, final: ToolCall | undefined, content: string): Promise<{ output: Json; problem: string | null }> {
  if (!parser || !format) return { output: content, problem: null };
  // Some models leave the wrapping out.
  const given = final ? JSON.stringify(Object.hasOwn(final.arguments, 'output') ? final.arguments.output : final.arguments) : unfenced(content);
  return parseWith(parser, given, index);
}

/** Every call must be answered before the model is asked again. */
function sendBack({ messages, format }: Conversation, toolCalls: readonly ToolCall[], problem: string): void {
  const told = `This answer does not have the required format: ${problem}`;
  for (const call of toolCalls) messages.push({ role: 'tool', toolCallId: call.id, name: call.name, content: call.name === FINAL ? told : 'Not run: give the final answer again first' });
  if (toolCalls.length === 0) messages.push({ role: 'user', content: format?.schema ? `${told}. Call the tool "${FINAL}".` : `${told}\n\n${format?.instructions ?? ''}` });
}
