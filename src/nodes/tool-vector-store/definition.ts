// Vector store question tool: an agent asks, a model answers from documents.
import { defineNode } from '../contract';
import { number, string } from '../fields';
import { descriptionField, toolBase } from '../ai/tool-fields';
import { oneText, textOf, toolName } from '../ai/tool-schema';

export const toolVectorStore = defineNode({
  ...toolBase,
  type: 'toolVectorStore',
  label: 'Vector Store Question Tool',
  description: 'Answers what an agent asks from documents',
  icon: 'text-search',
  aliases: ['rag', 'qa', 'documents', 'agent'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.toolVectorStore'],
  inputs: [{ type: 'ai_vectorStore', label: 'Vector store', required: true }, { type: 'ai_languageModel', label: 'Model', required: true }],
  parameters: { name: string({ label: 'Name of the data', show: { '@version': { to: 1 } } }), description: descriptionField(), topK: number({ label: 'Most documents', default: 4, min: 1 }) },
  effect: 'pure',
  tool: of => {
    const name = toolName((of.node.typeVersion < 1.1 && textOf(of, 'name')) || of.node.name);
    return { name, description: `Answers questions about ${name}. Use it whenever you need information about: ${textOf(of, 'description')}. The input is a complete question.`, schema: oneText('The question') };
  },
});
