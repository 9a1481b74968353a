// Compression: packs files into a zip or gzip file and unpacks them.
import { defineNode } from '../contract';
import { options, string } from '../fields';
import { shortText } from '../subtitle';

const COMPRESS = { operation: ['compress'] } as const;

export const compression = defineNode({
  type: 'compression',
  label: 'Compression',
  description: 'Packs files and unpacks them (zip, gzip)',
  group: 'files',
  icon: 'file-archive',
  aliases: ['zip', 'gzip', 'unzip', 'archive', 'compress', 'decompress'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.compression'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'decompress',
      fixed: true,
      options: [
        { value: 'compress', label: 'Compress' },
        { value: 'decompress', label: 'Decompress' },
      ],
    }),
    binaryPropertyName: string({ label: 'File properties', default: 'data', required: true, placeholder: 'data, data2', help: 'Names separated by commas' }),
    outputFormat: options({
      label: 'Format',
      default: 'zip',
      show: COMPRESS,
      options: [
        { value: 'zip', label: 'Zip', help: 'All files into one' },
        { value: 'gzip', label: 'Gzip', help: 'Each file by itself' },
      ],
    }),
    fileName: string({ label: 'File name', placeholder: 'data.zip', help: 'Version 1 of this node names gzip files after the file itself.', show: COMPRESS }),
    binaryPropertyOutput: string({ label: 'Output file property', default: 'data', show: COMPRESS }),
    outputPrefix: string({ label: 'Output prefix', placeholder: 'file_', help: 'The files are called by this and a number.' }),
  },
  effect: 'pure',
  subtitle: ({ operation = 'decompress', outputFormat = 'zip' }) => (operation === 'compress' ? `to ${shortText(outputFormat)}` : 'unpack'),
});
