// Markdown, as observed on n8n 2.38.7.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { jsonOf, outputsOf, testContext } from '../testing';
import { markdown } from './definition';
import { runMarkdown } from './run';

const run = async (parameters: JsonObject) => jsonOf(outputsOf(await runMarkdown(testContext(markdown, { items: [{ keep: 1 }], parameters })))[0])[0] as JsonObject;
const toHtml = async (text: string, options: JsonObject = {}) => (await run({ mode: 'markdownToHtml', markdown: text, options })).data;

describe('HTML to Markdown', () => {
  const html = '<h1>T</h1><p>a <b>b</b> <a href="http://x">l</a></p><ul><li>1</li><li>2</li></ul><pre><code>x=1</code></pre><table><tr><th>a</th></tr><tr><td>1</td></tr></table>';
  it('has headings, lists, code and tables', async () => expect(await run({ html })).toEqual({ keep: 1, data: '# T\n\na **b** [l](http://x)\n\n* 1\n* 2\n\n```\nx=1\n```\n\n| a |\n| - |\n| 1 |' }));
  it('takes options', async () => expect((await run({ html, options: { bulletMarker: '-', codeFence: '~~~' } })).data).toBe('# T\n\na **b** [l](http://x)\n\n- 1\n- 2\n\n~~~\nx=1\n~~~\n\n| a |\n| - |\n| 1 |'));
});

describe('Markdown to HTML', () => {
  const text = '# T\n\na **b** [l](http://x)\n\n- 1\n- 2\n\n```js\nx=1\n```\n\n|a|b|\n|-|-|\n|1|2|\n\n~~s~~ http://auto.link\nline two';
  it('is plain Markdown by default', async () => {
    expect(await toHtml(text)).toBe(
      '<h1 id="t">T</h1>\n<p>a <strong>b</strong> <a href="http://x">l</a></p>\n<ul>\n<li>1</li>\n<li>2</li>\n</ul>\n<pre><code class="js language-js">x=1\n</code></pre>\n<p>|a|b|\n|-|-|\n|1|2|</p>\n<p>~~s~~ http://auto.link\nline two</p>',
    );
  });
  it('has more when told to', async () => {
    const made = await toHtml(text, { tables: true, strikethrough: true, simplifiedAutoLink: true, simpleLineBreaks: true });
    expect(made).toContain('<th>a</th>');
    expect(made).toContain('<del>s</del> <a href="http://auto.link">http://auto.link</a><br />\nline two');
    expect(await toHtml('# A b', { noHeaderId: true })).toBe('<h1>A b</h1>');
    expect(await toHtml('[l](http://x "t")', { openLinksInNewWindow: true })).toBe('<p><a href="http://x" title="t" rel="noopener noreferrer" target="_blank">l</a></p>');
    expect(await toHtml('x', { completeHTMLDocument: true })).toMatch(/^<!DOCTYPE HTML>[\s\S]*<p>x<\/p>\n<\/body>/);
    expect(await toHtml('- [x] done')).toBe('<ul>\n<li>[x] done</li>\n</ul>');
  });
  it('writes to a nested field without touching the input', async () => expect(await run({ mode: 'markdownToHtml', markdown: 'x', destinationKey: 'a.b' })).toEqual({ keep: 1, a: { b: '<p>x</p>' } }));
});
