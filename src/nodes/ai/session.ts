// Which session a memory belongs to, in the words all memories share.
import type { Item } from '~/engine/items';
import { NodeError } from '../contract';
import { options, string } from '../fields';

export const sessionFields = {
  sessionIdType: options({ label: 'Session', default: 'fromInput', fixed: true, options: [{ value: 'fromInput', label: 'Of the chat', help: 'The field `sessionId` of the item' }, { value: 'customKey', label: 'By a key' }] }),
  sessionKey: string({ label: 'Key', show: { sessionIdType: ['customKey'] }, help: 'Messages with the same key belong together' }),
};

export function sessionOf({ sessionIdType, sessionKey }: { sessionIdType: string; sessionKey: string }, item: Item | undefined): string {
  const given = sessionIdType === 'fromInput' ? item?.json.sessionId : sessionKey;
  const session = given === undefined || given === null ? '' : String(given);
  if (session !== '') return session;
  throw new NodeError('There is no session', { description: sessionIdType === 'fromInput' ? 'The item has no field "sessionId". Start with a chat trigger, or choose a key.' : 'The key is empty.' });
}
