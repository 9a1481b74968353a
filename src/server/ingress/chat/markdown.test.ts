// The Markdown of the chat page: what is drawn, and that nothing a model writes can become more than text.
import { describe, expect, it } from 'vitest';

interface Part { tag: string; href?: string; start?: number; children: (Part | string)[] }
const { markdownParts } = (await import(new URL('../../../../public/chat-markdown.js', import.meta.url).href)) as { markdownParts(text: string): (Part | string)[] };

/** As markup, for reading; the page makes elements. */
const written = (parts: readonly (Part | string)[]): string =>
  parts.map(part => (typeof part === 'string' ? part.replaceAll('<', '&lt;') : `<${part.tag}${part.href ? ` ${part.href}` : ''}${part.start === undefined ? '' : ` ${part.start}`}>${written(part.children)}</${part.tag}>`)).join('');
const drawn = (text: string): string => written(markdownParts(text));

describe('Markdown of the chat page', () => {
  it.each([
    ['a **b** _c_ `d*e*`', '<p>a <strong>b</strong> <em>c</em> <code>d*e*</code></p>'],
    ['one\ntwo\n\nthree', '<p>one<br></br>two</p><p>three</p>'],
    ['# T\ntext', '<h3>T</h3><p>text</p>'],
    ['- a\n- **b**\n  - c\n1. d', '<ul><li>a</li><li><strong>b</strong><ul><li>c</li></ul></li></ul><ol 1><li>d</li></ol>'],
    ['3) x\n4) y', '<ol 3><li>x</li><li>y</li></ol>'],
    ['```js\nif (a < b) **x**\n```\nend', '<pre><code>if (a &lt; b) **x**</code></pre><p>end</p>'],
    ['```\nnot closed', '<pre><code>not closed</code></pre>'],
    ['> quote\n> more', '<blockquote><p>quote<br></br>more</p></blockquote>'],
    ['[a **b**](https://x.test/y) and https://z.test/q.', '<p><a https://x.test/y>a <strong>b</strong></a> and <a https://z.test/q>https://z.test/q</a>.</p>'],
    ['snake_case_name and 2 * 3 * 4', '<p>snake_case_name and 2 * 3 * 4</p>'],
    ['| A | B |\n|---|:-:|\n| **a** | x \\| y |\n| only |\nafter', '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td><strong>a</strong></td><td>x | y</td></tr><tr><td>only</td></tr></tbody></table><p>after</p>'],
    ['text\na | b\n-|-\n1 | 2', '<p>text</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'],
    ['a | b\n---', '<p>a | b<br></br>---</p>'],
    ['\\*no\\* ~~gone~~', '<p>*no* <s>gone</s></p>'],
  ])('%s', (text, expected) => expect(drawn(text)).toBe(expected));

  it.each(['[x](javascript:alert(1))', '[x]( JaVaScRiPt:alert(1))', '[x](data:text/html,<script>)', '<img src=x onerror=alert(1)>', '[x](//evil.test)', '![x](x" onerror="y)', '`<script>`'])('%s stays text', text => {
    expect(drawn(text)).not.toMatch(/<a|<img|<script/);
  });

  it('reads texts made to be slow in a moment', () => {
    const started = Date.now();
    for (const text of ['[', '*a', '_a ', '`', '> ', '- ', '**', '](', '[a](b', 'http']) markdownParts(text.repeat(100_000));
    markdownParts(`${'['.repeat(19_000)}](`);
    markdownParts('- \n  '.repeat(20_000));
    for (const text of ['|'.repeat(100_000), `a|b\n${'-|'.repeat(50_000)}x`, `${'|'.repeat(19_000)}\n-|-\n`.repeat(5), 'a|\n'.repeat(50_000)]) markdownParts(text);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
