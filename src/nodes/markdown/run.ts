// Markdown: see engine-nodes.md 9.3.
import { NodeHtmlMarkdown } from 'node-html-markdown';
import { setPath } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { eachItem } from '../each-item';
import type { ParametersOf } from '../fields';
import type { markdown } from './definition';
import { markdownToHtml } from './to-html';

type Parameters = ParametersOf<typeof markdown.parameters>;
const MAX_CHARACTERS = 5_000_000;

function htmlToMarkdown(html: string, options: Parameters['options']): string {
  const ignore = (options.ignore ?? '').split(',').map(name => name.trim()).filter(name => name !== '');
  const lines = Number(options.maxConsecutiveNewLines ?? 3);
  return NodeHtmlMarkdown.translate(html, {
    ...(options.bulletMarker ? { bulletMarker: options.bulletMarker } : {}),
    ...(options.codeFence ? { codeFence: options.codeFence } : {}),
    ...(options.emDelimiter ? { emDelimiter: options.emDelimiter } : {}),
    ...(options.strongDelimiter ? { strongDelimiter: options.strongDelimiter } : {}),
    ...(ignore.length > 0 ? { ignore } : {}),
    ...(options.keepDataImages === true ? { keepDataImages: true } : {}),
    ...(options.useLinkReferenceDefinitions === true ? { useLinkReferenceDefinitions: true } : {}),
    ...(Number.isInteger(lines) && lines > 0 ? { maxConsecutiveNewlines: lines } : {}),
  });
}

export const runMarkdown: RunNode<typeof markdown> = context => [
  eachItem(context, (item, index) => {
    const parameters = context.parameters.at(index);
    const text = parameters.mode === 'markdownToHtml' ? parameters.markdown : parameters.html;
    if (text.length > MAX_CHARACTERS) throw new NodeError('The text is too long', { description: `The limit is ${MAX_CHARACTERS} characters.` });
    const made = parameters.mode === 'markdownToHtml' ? markdownToHtml(text, parameters.options) : htmlToMarkdown(text, parameters.options);
    const json = structuredClone(item.json);
    setPath(json, parameters.destinationKey || 'data', made);
    return { json };
  }),
];
