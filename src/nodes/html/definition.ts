// HTML: extracts values by CSS selector, writes templates and tables.
import { defineNode } from '../contract';
import { boolean, collection, options, rows, string } from '../fields';
import { count, rowCount } from '../subtitle';

const EXTRACT = { operation: ['extractHtmlContent'] } as const;

export const html = defineNode({
  type: 'html',
  label: 'HTML',
  description: 'Extracts content from HTML, and writes HTML',
  group: 'data',
  icon: 'file-code',
  aliases: ['scrape', 'css selector', 'template', 'table', 'extract', 'cheerio'],
  versions: [1, 1.1, 1.2],
  n8nTypes: ['n8n-nodes-base.html'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'generateHtmlTemplate',
      fixed: true,
      options: [
        { value: 'generateHtmlTemplate', label: 'Generate from a template' },
        { value: 'extractHtmlContent', label: 'Extract content' },
        { value: 'convertToHtmlTable', label: 'Convert items to a table' },
      ],
    }),
    html: string({ label: 'Template', as: 'html', lines: 12, fixed: true, default: '<!DOCTYPE html>\n<html>\n<body>\n  <h1>Hello</h1>\n</body>\n</html>', help: 'Expressions in {{ }} are filled in for each item.', show: { operation: ['generateHtmlTemplate'] } }),
    sourceData: options({
      label: 'Source',
      default: 'json',
      show: EXTRACT,
      options: [
        { value: 'json', label: 'Field' },
        { value: 'binary', label: 'File' },
      ],
    }),
    dataPropertyName: string({ label: 'Field or file property', default: 'data', required: true, show: EXTRACT }),
    extractionValues: rows({
      label: 'Values to extract',
      key: 'values',
      addLabel: 'Add value',
      show: EXTRACT,
      fields: {
        key: string({ label: 'Key', placeholder: 'title' }),
        cssSelector: string({ label: 'CSS selector', placeholder: 'h1.title' }),
        returnValue: options({
          label: 'Return',
          default: 'text',
          options: [
            { value: 'attribute', label: 'Attribute' },
            { value: 'html', label: 'HTML' },
            { value: 'text', label: 'Text' },
            { value: 'value', label: 'Value', help: 'Of an input, select or textarea' },
          ],
        }),
        attribute: string({ label: 'Attribute', placeholder: 'href', show: { returnValue: ['attribute'] } }),
        skipSelectors: string({ label: 'Skip selectors', placeholder: 'img, .ad', show: { returnValue: ['text'] } }),
        returnArray: boolean({ label: 'Return a list', help: 'All matches instead of one text' }),
      },
    }),
    options: collection({
      label: 'Options',
      fields: {
        trimValues: boolean({ label: 'Trim values', default: true, show: { '/operation': EXTRACT.operation } }),
        cleanUpText: boolean({ label: 'Clean up text', default: true, help: 'Line breaks and repeated blanks become one blank.', show: { '/operation': EXTRACT.operation } }),
        capitalize: boolean({ label: 'Capitalize headers', show: { '/operation': ['convertToHtmlTable'] } }),
        caption: string({ label: 'Caption', show: { '/operation': ['convertToHtmlTable'] } }),
        customStyling: boolean({ label: 'No styling', show: { '/operation': ['convertToHtmlTable'] } }),
        tableAttributes: string({ label: 'Table attributes', placeholder: 'class="wide"', show: { '/operation': ['convertToHtmlTable'] } }),
        headerAttributes: string({ label: 'Header attributes', show: { '/operation': ['convertToHtmlTable'] } }),
        rowAttributes: string({ label: 'Row attributes', show: { '/operation': ['convertToHtmlTable'] } }),
        cellAttributes: string({ label: 'Cell attributes', show: { '/operation': ['convertToHtmlTable'] } }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ operation = 'generateHtmlTemplate', extractionValues }) =>
    operation === 'extractHtmlContent' ? `extract ${count(rowCount(extractionValues, 'values'), 'value')}` : operation === 'convertToHtmlTable' ? 'table' : 'template',
});
