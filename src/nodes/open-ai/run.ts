// OpenAI: one request for each item, and rounds with tools where some are connected.
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { reach, SERVICES } from '../chat-models/services';
import { callJson, type ServiceCall } from '../ai/service';
import type { openAi } from './definition';
import { createConversation, getConversation, removeConversation, updateConversation } from './conversation';
import { listFiles, removeFile, speak, transcribe, uploadFile } from './media';
import { analyzeImage, makeImages } from './images';
import { classify, converse, respond } from './text';

export type Parameters = ParametersOf<typeof openAi.parameters>;

export interface Job {
  context: RunContext<Parameters>;
  parameters: Parameters;
  item: Item;
  index: number;
  /** Sends JSON to a path of the service. */
  send(path: string, body: JsonObject): Promise<JsonObject>;
  /** Address and credential, for requests that are no JSON. */
  at(path: string): Pick<ServiceCall, 'url' | 'credentialType' | 'headers' | 'query'>;
}

type Work = (job: Job) => Promise<Item | Item[]>;

const WORK: Record<string, { standard: string; operations: Record<string, Work> }> = {
  text: { standard: 'message', operations: { message: job => (job.context.node.typeVersion >= 2 ? respond(job) : converse(job)), response: respond, classify } },
  image: { standard: 'generate', operations: { generate: makeImages, analyze: analyzeImage } },
  audio: { standard: 'generate', operations: { generate: speak, transcribe, translate: transcribe } },
  conversation: { standard: 'create', operations: { create: createConversation, get: getConversation, update: updateConversation, remove: removeConversation } },
  file: { standard: 'upload', operations: { upload: uploadFile, list: listFiles, deleteFile: removeFile } },
};

export const runOpenAi: RunNode<typeof openAi> = async context => {
  const { base, ...how } = await reach(SERVICES.openai, context.tools);
  return [await eachItemAsync(context, async (item, index) => {
    const parameters = context.parameters.at(index);
    const { standard = '', operations = {} } = WORK[parameters.resource] ?? {};
    const name = parameters.operation || standard;
    const work = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!work) throw new NodeError(`OpenAI cannot do "${name}" with ${parameters.resource} here`, { description: `It can do: ${Object.keys(operations).join(', ') || 'text, image, audio, conversation and file'}.` });
    const at = (path: string): ReturnType<Job['at']> => ({ url: `${base}${path}`, ...how });
    return work({ context, parameters, item, index, at, send: (path, body) => callJson(context.tools, { ...at(path), body: { kind: 'json', value: body }, retries: 2 }) });
  })];
};
