// XML: turns XML text into JSON and back.
import { defineNode } from '../contract';
import { boolean, collection, options, string } from '../fields';

export const xml = defineNode({
  type: 'xml',
  label: 'XML',
  description: 'Turns XML text into JSON and back',
  group: 'data',
  icon: 'code-xml',
  aliases: ['parse', 'convert', 'rss', 'soap', 'feed'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.xml'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    mode: options({
      label: 'Mode',
      default: 'xmlToJson',
      fixed: true,
      options: [
        { value: 'jsonToxml', label: 'JSON to XML' },
        { value: 'xmlToJson', label: 'XML to JSON' },
      ],
    }),
    dataPropertyName: string({ label: 'Field', default: 'data', required: true, help: 'Holds the XML text' }),
    options: collection({
      label: 'Options',
      fields: {
        attrkey: string({ label: 'Attribute key', default: '$' }),
        charkey: string({ label: 'Text key', default: '_' }),
        explicitArray: boolean({ label: 'Always lists', help: 'Each child is a list, also when there is only one.', show: { '/mode': ['xmlToJson'] } }),
        explicitRoot: boolean({ label: 'Keep the root', default: true, show: { '/mode': ['xmlToJson'] } }),
        ignoreAttrs: boolean({ label: 'Ignore attributes', show: { '/mode': ['xmlToJson'] } }),
        mergeAttrs: boolean({ label: 'Merge attributes', default: true, help: 'Attributes become fields beside the children.', show: { '/mode': ['xmlToJson'] } }),
        normalize: boolean({ label: 'Normalize white space', show: { '/mode': ['xmlToJson'] } }),
        normalizeTags: boolean({ label: 'Lower-case names', show: { '/mode': ['xmlToJson'] } }),
        trim: boolean({ label: 'Trim texts', show: { '/mode': ['xmlToJson'] } }),
        cdata: boolean({ label: 'CDATA', help: 'Wraps texts in CDATA instead of escaping them.', show: { '/mode': ['jsonToxml'] } }),
        headless: boolean({ label: 'Without declaration', show: { '/mode': ['jsonToxml'] } }),
        rootName: string({ label: 'Root name', default: 'root', show: { '/mode': ['jsonToxml'] } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ mode }) => (mode === 'jsonToxml' ? 'JSON to XML' : 'XML to JSON'),
});
