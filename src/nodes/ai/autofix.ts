// Wrong answers put right by a model, once.
import type { Json } from '~/lib/json';
import type { SubNode } from '../contract';
import { askOne, type ModelAnswer, type ModelRequest } from './protocols';

/** What `parse` makes of the text, or of the model's correction of it. Without a model the first problem stands. */
export async function fixed(models: readonly SubNode[], text: string, instructions: string, parse: (text: string) => Json | Promise<Json>): Promise<Json> {
  try {
    return await parse(text);
  } catch (error) {
    const [model] = models;
    if (!model) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    const request: ModelRequest = { messages: [{ role: 'user', content: `Instructions:\n--------------\n${instructions}\n--------------\nCompletion:\n--------------\n${text}\n--------------\n\nThe completion did not satisfy the instructions. Error:\n--------------\n${problem}\n--------------\n\nTry again. Answer only with what satisfies the instructions.` }] };
    const { message } = await askOne<ModelAnswer>(model, request);
    return parse(message.content);
  }
}
