// One answer of a model in the format of a parser or a schema; a wrong one is sent back with what is wrong.
import type { Json, JsonObject } from '~/lib/json';
import { NodeError, type SubNode } from '../contract';
import type { Model } from './models';
import { instructionsOf, type Parsed, parseWith } from './parser';
import type { ChatMessage } from './protocols';
import { fitted, formatInstructions, jsonOfText } from './structured';

const CORRECTIONS = 2;

/** Asks until `parse` takes the answer, at most three times. */
export async function answerInFormat(model: Model, messages: readonly ChatMessage[], parse: (text: string) => Promise<Parsed>, json = false): Promise<Json> {
  const said = [...messages];
  for (let round = 0; ; round++) {
    const { message } = await model.ask({ messages: [...said], ...(json ? { json } : {}) });
    const { output, problem } = await parse(message.content);
    if (problem === null) return output;
    if (round >= CORRECTIONS) throw new NodeError("Model output doesn't fit required format", { description: problem });
    said.push({ role: 'assistant', content: message.content }, { role: 'user', content: `This answer does not have the required format: ${problem}\n\nAnswer again in the required format.` });
  }
}

/** The prompt with the parser's instructions, and the parser as a function. */
export async function withParser(parser: SubNode, index: number): Promise<{ instructions: string; schema?: JsonObject; parse: (text: string) => Promise<Parsed> }> {
  const told = await instructionsOf(parser, index);
  return { ...told, parse: text => parseWith(parser, text, index) };
}

/** The same for a schema of the root's own. */
export function withSchema(schema: JsonObject): { instructions: string; parse: (text: string) => Promise<Parsed> } {
  return {
    instructions: formatInstructions(schema),
    parse: async text => {
      try {
        return { output: fitted(jsonOfText(text), schema), problem: null };
      } catch (error) {
        return { output: null, problem: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
