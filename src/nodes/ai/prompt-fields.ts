// Where a root's prompt comes from: the chat message of the item, or a text.
import type { Item } from '~/engine/items';
import { NodeError } from '../contract';
import { options, string } from '../fields';

export const promptFields = {
  promptType: options({ label: 'Prompt', default: 'auto', fixed: true, options: [{ value: 'auto', label: 'The message of the chat', help: 'The field `chatInput` of the item' }, { value: 'define', label: 'Written here' }] }),
  text: string({ label: 'Message', lines: 4, show: { promptType: ['define'] } }),
};

/** The prompt of one item, which may be an empty text. Throws where there is none. */
export function promptOf({ promptType, text }: { promptType: string; text: string }, item: Item): string {
  const given = promptType === 'define' ? text : item.json.chatInput;
  if (given === undefined || given === null) throw new NodeError('There is no prompt', { description: promptType === 'define' ? 'The message is empty.' : 'The item has no field "chatInput". Write the prompt here, or start with a chat trigger.' });
  return typeof given === 'string' ? given : JSON.stringify(given);
}
