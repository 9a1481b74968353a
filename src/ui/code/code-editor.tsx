// A code editor in a field's frame. Loads CodeMirror when it is first drawn and shows the text meanwhile.
'use client';
import { lazy, Suspense } from 'react';
import { cx } from '../class-names';
import type { CodeMirrorProps } from './code-mirror';

const CodeMirror = lazy(() => import('./code-mirror'));

interface CodeEditorProps extends CodeMirrorProps {
  invalid?: boolean;
  className?: string;
}

export function CodeEditor({ invalid, className, ...props }: CodeEditorProps) {
  return (
    <div className={cx('flex min-w-0 overflow-hidden rounded-control bg-input focus-within:outline-2 focus-within:outline-accent', invalid ? 'edge-failed' : 'edge-field', props.single && 'h-7 items-center max-md:h-11', className)}>
      <Suspense fallback={<pre className="mono min-w-0 flex-1 overflow-hidden px-2.5 py-1.5 leading-[18px]" style={{ minHeight: props.minHeight }}>{props.value}</pre>}>
        <CodeMirror {...props} />
      </Suspense>
    </div>
  );
}
