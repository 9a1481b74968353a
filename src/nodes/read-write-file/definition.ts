// Read/write files: files of the organization's file area on the machine Weft runs on.
import { defineNode } from '../contract';
import { boolean, collection, notice, options, string } from '../fields';
import { shortText } from '../subtitle';

const READ = { operation: ['read'] } as const;
const WRITE = { operation: ['write'] } as const;

export const readWriteFile = defineNode({
  type: 'readWriteFile',
  label: 'Read/write files',
  description: 'Reads and writes files in the file area of the organization',
  group: 'files',
  icon: 'hard-drive',
  aliases: ['disk', 'file', 'local', 'save', 'load', 'binary'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.readWriteFile'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    area: notice('Files lie in a folder that only the workflows of this organization can reach. Every path begins there, also one that starts with a slash.'),
    operation: options({
      label: 'Operation',
      default: 'read',
      fixed: true,
      options: [
        { value: 'read', label: 'Read files' },
        { value: 'write', label: 'Write a file' },
      ],
    }),
    fileSelector: string({ label: 'Files', required: true, placeholder: 'reports/*.pdf', help: 'A path, or a pattern: * and ? stay within a name, ** does not.', show: READ }),
    fileName: string({ label: 'Path', required: true, placeholder: 'reports/today.pdf', show: WRITE }),
    dataPropertyName: string({ label: 'File property', default: 'data', required: true, show: WRITE }),
    options: collection({
      label: 'Options',
      fields: {
        append: boolean({ label: 'Append', help: 'At the end of a file that is there.', show: { '/operation': ['write'] } }),
        dataPropertyName: string({ label: 'File property', default: 'data', show: { '/operation': ['read'] } }),
        fileName: string({ label: 'File name', show: { '/operation': ['read'] } }),
        fileExtension: string({ label: 'File extension', placeholder: 'pdf', show: { '/operation': ['read'] } }),
        mimeType: string({ label: 'MIME type', placeholder: 'application/pdf', show: { '/operation': ['read'] } }),
        fields: options({
          label: 'Fields of the items',
          default: 'file',
          show: { '/operation': ['read'] },
          options: [
            { value: 'file', label: 'Name, kind and size of the file' },
            { value: 'source', label: 'Those of the item that came in' },
            { value: 'none', label: 'None' },
          ],
        }),
      },
    }),
  },
  effect: ({ operation }) => (operation === 'write' ? 'write' : 'read'),
  subtitle: ({ operation = 'read', fileSelector, fileName }) => (operation === 'write' ? `write ${shortText(fileName)}` : `read ${shortText(fileSelector)}`),
});
