// Chat trigger: the ingress gives the item; run by hand it passes on what it got.
import type { RunNode } from '../contract';
import type { chatTrigger } from './definition';

export const runChatTrigger: RunNode<typeof chatTrigger> = ({ items }) => [items.length > 0 ? items : [{ json: { sessionId: '', action: 'sendMessage', chatInput: '' } }]];
