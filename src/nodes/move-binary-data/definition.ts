// Move binary data: fields into a file and back. The node of old that Convert to file and Extract from file replaced.
import { defineNode } from '../contract';
import { boolean, collection, options, string } from '../fields';

const TO_JSON = { mode: ['binaryToJson'] } as const;
const TO_FILE = { mode: ['jsonToBinary'] } as const;

export const moveBinaryData = defineNode({
  type: 'moveBinaryData',
  label: 'Convert to/from file',
  description: 'Moves fields into a file and back',
  group: 'files',
  icon: 'arrow-left-right',
  aliases: ['binary', 'json', 'move'],
  versions: [1, 1.1],
  n8nTypes: ['n8n-nodes-base.moveBinaryData'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    mode: options({
      label: 'Mode',
      default: 'binaryToJson',
      fixed: true,
      options: [
        { value: 'binaryToJson', label: 'File to fields' },
        { value: 'jsonToBinary', label: 'Fields to file' },
      ],
    }),
    setAllData: boolean({ label: 'The file is the whole item', default: true, help: 'Instead of one field of it.', show: TO_JSON }),
    convertAllData: boolean({ label: 'All fields', default: true, help: 'Instead of one of them.', show: TO_FILE }),
    sourceKey: string({ label: 'Source', default: 'data', required: true, help: 'The file to read, or the field when only one is moved' }),
    destinationKey: string({ label: 'Destination', default: 'data', required: true, help: 'The file to make, or the field when the file is not the whole item' }),
    options: collection({
      label: 'Options',
      fields: {
        encoding: string({ label: 'Encoding', default: 'utf8' }),
        stripBOM: boolean({ label: 'Strip the byte order mark', default: true, show: { '/mode': ['binaryToJson'] } }),
        jsonParse: boolean({ label: 'Parse JSON', show: { '/mode': ['binaryToJson'], '/setAllData': [false] } }),
        keepAsBase64: boolean({ label: 'Keep as base64', show: { '/mode': ['binaryToJson'], '/setAllData': [false] } }),
        addBOM: boolean({ label: 'Add a byte order mark', show: { '/mode': ['jsonToBinary'] } }),
        dataIsBase64: boolean({ label: 'Is base64', show: { '/mode': ['jsonToBinary'], '/convertAllData': [false] } }),
        useRawData: boolean({ label: 'As it is', help: 'A text goes into the file without quotes.', show: { '/mode': ['jsonToBinary'] } }),
        fileName: string({ label: 'File name', placeholder: 'example.json', show: { '/mode': ['jsonToBinary'] } }),
        mimeType: string({ label: 'MIME type', default: 'application/json', show: { '/mode': ['jsonToBinary'] } }),
        keepSource: boolean({ label: 'Keep the source' }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ mode }) => (mode === 'jsonToBinary' ? 'fields to file' : 'file to fields'),
});
