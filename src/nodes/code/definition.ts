// Code: runs the person's own JavaScript on the items.
import { defineNode } from '../contract';
import { code as codeField, options } from '../fields';
import { effectOfCode } from './effect';

const SAMPLE = `// Add a field to every item
for (const item of $input.all()) {
  item.json.myNewField = 1;
}

return $input.all();`;

export const code = defineNode({
  type: 'code',
  label: 'Code',
  description: 'Runs your own JavaScript on the items',
  group: 'code',
  icon: 'code',
  aliases: ['javascript', 'js', 'script', 'function', 'python'],
  versions: [1, 2],
  n8nTypes: ['n8n-nodes-base.code'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    mode: options({
      label: 'Mode',
      default: 'runOnceForAllItems',
      fixed: true,
      options: [
        { value: 'runOnceForAllItems', label: 'Run once for all items' },
        { value: 'runOnceForEachItem', label: 'Run once for each item' },
      ],
    }),
    language: options({
      label: 'Language',
      default: 'javaScript',
      fixed: true,
      options: [
        { value: 'javaScript', label: 'JavaScript' },
        { value: 'python', label: 'Python', help: 'Cannot run in Weft' },
        { value: 'pythonNative', label: 'Python (native)', help: 'Cannot run in Weft' },
      ],
      show: { language: ['python', 'pythonNative'] },
    }),
    jsCode: codeField({ label: 'JavaScript', language: 'javascript', default: SAMPLE, fixed: true, show: { language: ['javaScript'] } }),
    pythonCode: codeField({ label: 'Python', language: 'python', default: '', fixed: true, show: { language: ['python', 'pythonNative'] } }),
  },
  effect: ({ jsCode }) => effectOfCode(jsCode),
  subtitle: ({ mode, language }) => `${language === undefined || language === 'javaScript' ? 'JavaScript' : 'Python'}, ${mode === 'runOnceForEachItem' ? 'each item' : 'all items'}`,
});
