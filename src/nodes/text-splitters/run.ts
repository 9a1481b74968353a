// Text splitters.
import type { RunNode } from '../contract';
import { answer, requestOf, type SplitRequest } from '../ai/protocols';
import { type ChunkSize, separatorsFor, splitByCharacter, splitByTokens, splitRecursively } from '../ai/splitting';

/** Parameters are read one by one: they are resolved when they are. */
const over = (split: (text: string, given: ChunkSize & { separator?: string; options?: { splitCode?: string } }) => string[]): RunNode => ({ call, parameters }) =>
  answer({ texts: split(requestOf<SplitRequest>(call, 'a text splitter').text, parameters.at() as unknown as ChunkSize) });

export const runTextSplitterRecursiveCharacterTextSplitter = over((text, { options, chunkSize, chunkOverlap }) => splitRecursively(text, { chunkSize, chunkOverlap }, separatorsFor(options?.splitCode)));
export const runTextSplitterCharacterTextSplitter = over((text, { separator = '', chunkSize, chunkOverlap }) => splitByCharacter(text, separator, { chunkSize, chunkOverlap }));
export const runTextSplitterTokenSplitter = over((text, size) => splitByTokens(text, size));
