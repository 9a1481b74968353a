// The small part of Markdown that notes use, as elements: text from a file can never become markup.
'use client';
import type { ReactNode } from 'react';

const INLINE = /(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\)|\*[^*\s][^*]*\*|https?:\/\/[^\s)]+)/g;

function inline(text: string): ReactNode[] {
  return text.split(INLINE).map((part, index) => {
    const key = `${index}`;
    if (part.startsWith('**') && part.endsWith('**') && part.length > 4) return <strong key={key} className="font-title">{part.slice(2, -2)}</strong>;
    if (part.startsWith('`') && part.endsWith('`') && part.length > 2) return <code key={key} className="mono">{part.slice(1, -1)}</code>;
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (link) return <SafeLink key={key} href={link[2] as string}>{link[1]}</SafeLink>;
    if (/^https?:\/\//.test(part)) return <SafeLink key={key} href={part}>{part}</SafeLink>;
    if (part.startsWith('*') && part.endsWith('*') && part.length > 2) return <em key={key}>{part.slice(1, -1)}</em>;
    return part;
  });
}

/** Only web and mail addresses are links: a file may say `javascript:`. */
function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  if (!/^(https?:|mailto:)/i.test(href)) return children;
  return <a href={href} target="_blank" rel="noreferrer noopener" className="nodrag underline underline-offset-2">{children}</a>;
}

export function NoteText({ text }: { text: string }) {
  if (text.trim() === '') return <p className="text-fg-3">Empty note</p>;
  return text.split('\n').map((line, index) => {
    const key = `${index}`;
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (heading) return <p key={key} className={`mb-1 font-title ${heading[1]?.length === 1 ? 'text-lead' : ''}`}>{inline(heading[2] ?? '')}</p>;
    const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line);
    if (item) return <p key={key} className="flex gap-1.5 leading-[19px]"><span aria-hidden>–</span><span>{inline(item[1] ?? '')}</span></p>;
    return <p key={key} className={line.trim() === '' ? 'h-2' : 'leading-[19px]'}>{inline(line)}</p>;
  });
}
