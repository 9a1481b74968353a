// Where a root's prompt comes from: the chat message of the item, or a text.
import type { Item } from '~/engine/items';
import { NodeError } from '../contract';
import { options, string } from '../fields';

export const promptFields = {
  promptType: options({ label: 'Prompt', default: 'auto', fixed: true, options: [{ value: 'auto', label: 'The message of the chat', help: 'The field `chatInput` of the item' }, { value: 'define', label: 'Written here' }] }),
  text: string({ label: 'Message', lines: 4, show: { promptType: ['define'] } }),
};

/** The prompt of one item. Throws where there is none. */
export function promptOf({ promptType, text }: { promptType: string; text: string }, item: Item): string {
  const given = promptType === 'define' ? text : item.json.chatInput;
  const prompt = typeof given === 'string' ? given : given === undefined || given === null ? '' : JSON.stringify(given);
  if (prompt.trim() !== '') return prompt;
  throw new NodeError('There is no prompt', { description: promptType === 'define' ? 'The message is empty.' : 'The item has no field "chatInput". Write the prompt here, or start with a chat trigger.' });
}
