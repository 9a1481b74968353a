// A list of words: type and press Enter or a comma; Backspace takes the last one back.
'use client';
import { useState } from 'react';
import { cx } from './class-names';
import { useFieldControl } from './field';
import { Icon } from './icon';

interface TagsInputProps {
  value: readonly string[];
  onChange(value: string[]): void;
  /** Accessible name where no Field gives one. */
  label?: string;
  placeholder?: string;
  /** Words to offer. */
  suggestions?: readonly string[];
}

export function TagsInput({ value, onChange, label, placeholder, suggestions = [] }: TagsInputProps) {
  const [text, setText] = useState('');
  const control = useFieldControl();
  const list = `${control.id ?? 'tags'}-list`;
  const add = (): void => {
    const words = text.split(',').map(word => word.trim()).filter(word => word && !value.includes(word));
    if (words.length > 0) onChange([...value, ...new Set(words)]);
    setText('');
  };
  return (
    <div className={cx('flex min-h-8 max-md:min-h-11 flex-wrap items-center gap-1 rounded-control bg-input px-1.5 py-1 edge-field focus-within:outline-2 focus-within:outline-accent')}>
      {value.map(word => (
        <span key={word} className="edge-line inline-flex h-5 items-center gap-1 rounded-tag pr-0.5 pl-1.5 text-micro text-fg-2">
          {word}
          <button type="button" aria-label={`Remove ${word}`} onClick={() => onChange(value.filter(other => other !== word))} className="grid size-4 place-items-center rounded-tag hover:bg-press"><Icon name="x" size="s" /></button>
        </span>
      ))}
      <input {...control} aria-label={label} list={list} value={text} placeholder={value.length === 0 ? placeholder : undefined} onChange={event => setText(event.target.value)} onBlur={add}
        onKeyDown={event => {
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault();
            add();
          } else if (event.key === 'Backspace' && text === '' && value.length > 0) onChange(value.slice(0, -1));
        }}
        className="min-w-16 flex-1 bg-transparent px-1 outline-none max-md:text-[16px]" />
      <datalist id={list}>{suggestions.filter(word => !value.includes(word)).map(word => <option key={word} value={word} />)}</datalist>
    </div>
  );
}
