// Code and JSON, in an editor that is loaded when it is first needed.
'use client';
import { useRef } from 'react';
import type { CodeField, JsonField } from '~/nodes/fields';
import type { CodeHandle } from '~/ui/code/code-mirror';
import { CodeEditor } from '~/ui/code/code-editor';
import { useEditor } from '../store/editor';
import { codeCompletions } from './completions';
import { usePreview } from '../preview/preview-context';
import type { FieldProps } from './renderer';

const LINE = 18;

export function JsonControl({ field, value, onChange, readOnly }: FieldProps<JsonField>) {
  const text = value === undefined ? field.default : typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return <CodeEditor language="json" label={field.label} value={text} readOnly={readOnly} onChange={onChange} minHeight={LINE * 5} maxHeight={LINE * 24} placeholder={field.placeholder ?? '{ }'} />;
}

export function CodeControl({ field, value, onChange, readOnly, nodeId }: FieldProps<CodeField>) {
  const editor = useEditor();
  const preview = usePreview();
  const handle = useRef<CodeHandle | null>(null);
  const latest = useRef(preview);
  latest.current = preview;
  return (
    <CodeEditor language={field.language === 'javascript' ? 'javascript' : 'text'} label={field.label} value={typeof value === 'string' ? value : field.default} readOnly={readOnly} onChange={onChange} handle={handle} minHeight={LINE * 20} maxHeight={LINE * 44}
      extensions={codeCompletions(() => latest.current)}
      onFocus={() => editor.view.setState({ target: { node: nodeId, insert: path => handle.current?.insert(path) } })} />
  );
}
