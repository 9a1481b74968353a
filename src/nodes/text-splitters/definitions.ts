// Text splitters: sub-nodes that cut documents into chunks.
import { defineNode } from '../contract';
import { collection, number, options, string } from '../fields';

const base = { group: 'ai', icon: 'scissors', inputs: [], outputs: [{ type: 'ai_textSplitter', label: 'Text splitter' }], versions: [1], effect: 'pure' } as const;
const lc = (name: string): string[] => [`@n8n/n8n-nodes-langchain.${name}`];
const LANGUAGES = ['js', 'python', 'java', 'go', 'cpp', 'php', 'ruby', 'rust', 'scala', 'swift', 'sol', 'proto', 'rst', 'latex'] as const;
const sizes = { chunkSize: number({ label: 'Chunk size', default: 1000, min: 1 }), chunkOverlap: number({ label: 'Overlap', default: 0, min: 0 }) };

export const textSplitterRecursiveCharacterTextSplitter = defineNode({
  ...base, type: 'textSplitterRecursiveCharacterTextSplitter', label: 'Recursive Character Text Splitter', description: 'Cuts text at paragraphs, then lines, then words', n8nTypes: lc('textSplitterRecursiveCharacterTextSplitter'),
  parameters: {
    ...sizes,
    options: collection({ label: 'Options', fields: { splitCode: options({ label: 'Kind of text', default: 'markdown', options: [{ value: 'markdown', label: 'Markdown' }, { value: 'html', label: 'HTML' }, ...LANGUAGES.map(value => ({ value, label: value }))] }) } }),
  },
});

export const textSplitterCharacterTextSplitter = defineNode({
  ...base, type: 'textSplitterCharacterTextSplitter', label: 'Character Text Splitter', description: 'Cuts text at a separator', n8nTypes: lc('textSplitterCharacterTextSplitter'),
  parameters: { separator: string({ label: 'Separator' }), ...sizes },
});

export const textSplitterTokenSplitter = defineNode({
  ...base, type: 'textSplitterTokenSplitter', label: 'Token Splitter', description: 'Cuts text by an estimate of its tokens', n8nTypes: lc('textSplitterTokenSplitter'),
  parameters: sizes,
});
