// A code editor in a field's frame. Loads CodeMirror when it is first drawn; a plain field stands in meanwhile.
'use client';
import { lazy, Suspense, useRef } from 'react';
import { cx } from '../class-names';
import type { CodeMirrorProps } from './code-mirror';

const load = () => import('./code-mirror');
const CodeMirror = lazy(load);

/** Fetches the editor ahead of its first use. */
export const preloadCodeEditor = (): void => void load();

interface CodeEditorProps extends CodeMirrorProps {
  invalid?: boolean;
  className?: string;
}

export function CodeEditor({ invalid, className, ...props }: CodeEditorProps) {
  const typing = useRef(false);
  const { value, onChange, label, single, readOnly, minHeight, autoFocus } = props;
  // A plain field until the editor is here: what is typed meanwhile is not lost.
  const plain = (
    <textarea aria-label={label} value={value} readOnly={readOnly} rows={single ? 1 : 3} autoFocus={autoFocus} spellCheck={false}
      onFocus={() => { typing.current = true; }} onBlur={() => { typing.current = false; }}
      onChange={event => onChange?.(single ? event.target.value.replaceAll('\n', ' ') : event.target.value)}
      className="mono min-w-0 flex-1 resize-none bg-transparent px-2.5 py-1.5 leading-[18px] outline-none" style={{ minHeight }} />
  );
  return (
    <div className={cx('flex min-w-0 overflow-hidden rounded-control bg-input focus-within:outline-2 focus-within:outline-accent', invalid ? 'edge-failed' : 'edge-field', single && 'h-7 items-center max-md:h-11', className)}>
      <Suspense fallback={plain}>
        <CodeMirror {...props} autoFocus={autoFocus || typing.current} />
      </Suspense>
    </div>
  );
}
