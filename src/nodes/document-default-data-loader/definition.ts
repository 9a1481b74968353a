// Default data loader: documents from the items or files of the node it is connected to.
import { defineNode, type Port } from '../contract';
import { collection, options, rows, string } from '../fields';

export const documentDefaultDataLoader = defineNode({
  type: 'documentDefaultDataLoader',
  label: 'Default Data Loader',
  description: 'Makes documents of items or files',
  group: 'ai',
  icon: 'file-text',
  aliases: ['document', 'pdf', 'text'],
  versions: [1, 1.1],
  n8nTypes: ['@n8n/n8n-nodes-langchain.documentDefaultDataLoader'],
  inputs: ({ textSplittingMode }, version): Port[] => (version < 1.1 || textSplittingMode === 'custom' ? [{ type: 'ai_textSplitter', label: 'Text splitter' }] : []),
  outputs: [{ type: 'ai_document', label: 'Document' }],
  parameters: {
    dataType: options({ label: 'Kind of data', default: 'json', fixed: true, options: [{ value: 'json', label: 'JSON' }, { value: 'binary', label: 'File' }] }),
    jsonMode: options({ label: 'Data', default: 'allInputData', options: [{ value: 'allInputData', label: 'The whole item' }, { value: 'expressionData', label: 'What is written here' }], show: { dataType: ['json'] } }),
    jsonData: string({ label: 'Data', lines: 3, show: { dataType: ['json'], jsonMode: ['expressionData'] } }),
    binaryMode: options({ label: 'Files', default: 'allInputData', options: [{ value: 'allInputData', label: 'All of the item' }, { value: 'specificField', label: 'One' }], show: { dataType: ['binary'] } }),
    binaryDataKey: string({ label: 'Field of the file', default: 'data', show: { dataType: ['binary'], binaryMode: ['specificField'] } }),
    loader: options({ label: 'Format', default: 'auto', options: [{ value: 'auto', label: 'By the type of the file' }, { value: 'csvLoader', label: 'CSV' }, { value: 'docxLoader', label: 'DOCX', help: 'Cannot be read in Weft' }, { value: 'epubLoader', label: 'EPUB', help: 'Cannot be read in Weft' }, { value: 'jsonLoader', label: 'JSON' }, { value: 'pdfLoader', label: 'PDF' }, { value: 'textLoader', label: 'Text' }], show: { dataType: ['binary'] } }),
    textSplittingMode: options({ label: 'Splitting', default: 'simple', fixed: true, options: [{ value: 'simple', label: 'Every 1000 characters, 200 in common' }, { value: 'custom', label: 'By a splitter of your own' }], show: { '@version': { from: 1.1 } } }),
    options: collection({
      label: 'Options',
      fields: {
        pointers: string({ label: 'JSON pointers', help: 'Only these parts of the data, separated by commas' }),
        splitPages: options({ label: 'PDF', default: true, options: [{ value: true, label: 'One document a page' }, { value: false, label: 'One document' }] }),
        metadata: rows({ label: 'Metadata', key: 'metadataValues', addLabel: 'Add value', fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) } }),
      },
    }),
  },
  effect: 'pure',
});
