// The CodeMirror behind CodeEditor; loaded only where code is edited.
'use client';
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { linter, lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers, placeholder as placeholderText } from '@codemirror/view';
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { codeTheme } from './code-theme';

export interface CodeHandle {
  focus(): void;
  /** Puts a text at the caret. */
  insert(text: string): void;
}

export interface CodeMirrorProps {
  value: string;
  onChange?(value: string): void;
  onFocus?(): void;
  onBlur?(): void;
  language: 'javascript' | 'json' | 'text';
  /** Accessible name. */
  label: string;
  placeholder?: string;
  readOnly?: boolean;
  /** One line: Enter and line breaks are refused, no numbers. */
  single?: boolean;
  /** Pixels. */
  minHeight?: number;
  maxHeight?: number;
  autoFocus?: boolean;
  /** Further extensions; read once. */
  extensions?: Extension;
  handle?: RefObject<CodeHandle | null>;
}

function languageOf(language: CodeMirrorProps['language']): Extension {
  if (language === 'javascript') return javascript();
  if (language === 'json') return [json(), linter(view => (view.state.doc.length === 0 || view.state.doc.sliceString(0, 1) === '=' ? [] : jsonParseLinter()(view)))];
  return [];
}

/** Tab leaves a one-line field; in code it indents, and Escape then Tab leaves. */
function extensionsOf(props: CodeMirrorProps): Extension[] {
  const { single, label, placeholder, minHeight, maxHeight } = props;
  return [
    codeTheme(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    languageOf(props.language),
    single ? EditorState.transactionFilter.of(change => (change.newDoc.lines > 1 ? [] : change)) : [lineNumbers(), indentOnInput(), keymap.of([indentWithTab])],
    single ? [] : EditorView.lineWrapping,
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    placeholder ? placeholderText(placeholder) : [],
    EditorView.theme({ '.cm-scroller': { overflow: 'auto', minHeight: minHeight ? `${minHeight}px` : '0', maxHeight: maxHeight ? `${maxHeight}px` : 'none' } }),
    props.extensions ?? [],
  ];
}

export default function CodeMirror(props: CodeMirrorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const editable = useRef(new Compartment());
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is made once a language; what changes is read from `latest`
  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          extensionsOf(latest.current),
          editable.current.of(EditorState.readOnly.of(Boolean(props.readOnly))),
          EditorView.updateListener.of(update => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
            if (update.focusChanged) (update.view.hasFocus ? latest.current.onFocus : latest.current.onBlur)?.();
          }),
        ],
      }),
    });
    view.current = made;
    if (latest.current.autoFocus) {
      made.dispatch({ selection: { anchor: made.state.doc.length } });
      made.focus();
    }
    return () => made.destroy();
  }, [props.language]);

  useEffect(() => {
    const current = view.current;
    if (current && current.state.doc.toString() !== props.value) current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: props.value } });
  }, [props.value]);

  useEffect(() => {
    view.current?.dispatch({ effects: editable.current.reconfigure(EditorState.readOnly.of(Boolean(props.readOnly))) });
  }, [props.readOnly]);

  useImperativeHandle(props.handle, () => ({
    focus: () => view.current?.focus(),
    insert: text => {
      const current = view.current;
      if (!current) return;
      current.dispatch(current.state.replaceSelection(text));
      current.focus();
    },
  }), []);

  return <div ref={host} className="min-w-0 flex-1" />;
}
