// The memory connected to a root: what was said before, and what is kept of this exchange.
import type { SubNode } from '../contract';
import { askOne, type ChatMessage, type MemoryRequest } from './protocols';

export async function recall(memory: SubNode | undefined, index: number): Promise<ChatMessage[]> {
  if (!memory) return [];
  const request: MemoryRequest = { action: 'load' };
  const { messages } = await askOne<{ messages?: ChatMessage[] }>(memory, request, index);
  return messages ?? [];
}

export async function remember(memory: SubNode | undefined, index: number, input: string, output: string): Promise<void> {
  if (!memory) return;
  const request: MemoryRequest = { action: 'save', messages: [{ role: 'user', content: input }, { role: 'assistant', content: output }] };
  await askOne(memory, request, index);
}
