// Markdown: turns HTML into Markdown and back.
import { defineNode } from '../contract';
import { boolean, collection, options, string } from '../fields';

const TO_HTML = { '/mode': ['markdownToHtml'] } as const;
const TO_MARKDOWN = { '/mode': ['htmlToMarkdown'] } as const;

export const markdown = defineNode({
  type: 'markdown',
  label: 'Markdown',
  description: 'Turns HTML into Markdown and back',
  group: 'data',
  icon: 'heading',
  aliases: ['md', 'html', 'convert', 'format'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.markdown'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    mode: options({
      label: 'Mode',
      default: 'htmlToMarkdown',
      fixed: true,
      options: [
        { value: 'markdownToHtml', label: 'Markdown to HTML' },
        { value: 'htmlToMarkdown', label: 'HTML to Markdown' },
      ],
    }),
    html: string({ label: 'HTML', as: 'html', lines: 5, required: true, show: { mode: ['htmlToMarkdown'] } }),
    markdown: string({ label: 'Markdown', as: 'markdown', lines: 5, required: true, show: { mode: ['markdownToHtml'] } }),
    destinationKey: string({ label: 'Destination field', default: 'data', required: true }),
    options: collection({
      label: 'Options',
      fields: {
        bulletMarker: string({ label: 'Bullet marker', default: '*', show: TO_MARKDOWN }),
        codeFence: string({ label: 'Code fence', default: '```', show: TO_MARKDOWN }),
        emDelimiter: string({ label: 'Emphasis delimiter', default: '_', show: TO_MARKDOWN }),
        strongDelimiter: string({ label: 'Strong delimiter', default: '**', show: TO_MARKDOWN }),
        ignore: string({ label: 'Ignored elements', placeholder: 'h1, p', help: 'Names separated by commas', show: TO_MARKDOWN }),
        keepDataImages: boolean({ label: 'Keep images with data', show: TO_MARKDOWN }),
        maxConsecutiveNewLines: string({ label: 'Max consecutive new lines', default: '3', show: TO_MARKDOWN }),
        useLinkReferenceDefinitions: boolean({ label: 'Use link reference definitions', show: TO_MARKDOWN }),
        completeHTMLDocument: boolean({ label: 'Complete document', show: TO_HTML }),
        noHeaderId: boolean({ label: 'No header ids', show: TO_HTML }),
        openLinksInNewWindow: boolean({ label: 'Open links in new window', show: TO_HTML }),
        simpleLineBreaks: boolean({ label: 'Line breaks as in the text', show: TO_HTML }),
        simplifiedAutoLink: boolean({ label: 'Link URLs', show: TO_HTML }),
        strikethrough: boolean({ label: 'Strikethrough', show: TO_HTML }),
        tables: boolean({ label: 'Tables', show: TO_HTML }),
        tasklists: boolean({ label: 'Task lists', show: TO_HTML }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ mode }) => (mode === 'markdownToHtml' ? 'Markdown to HTML' : 'HTML to Markdown'),
});
