// CodeMirror in the design's tokens.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { pageNonce } from './nonce';

const look = EditorView.theme({
  '&': { color: 'var(--fg)', backgroundColor: 'transparent', fontSize: '11.5px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', fontStretch: 'var(--wdth-mono)', lineHeight: '18px' },
  '.cm-content': { caretColor: 'var(--fg)', padding: '6px 0' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--fg)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--fg-off)', border: 'none' },
  '.cm-activeLineGutter, .cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-line)' },
  '.cm-placeholder': { color: 'var(--fg-3)', fontFamily: 'var(--font-sans)' },
  '.cm-tooltip': { backgroundColor: 'var(--bg-float)', border: 'none', borderRadius: '10px', boxShadow: 'var(--shadow-float)', padding: '4px', zIndex: 'var(--z-tooltip)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontStretch: 'var(--wdth-mono)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', borderRadius: '6px', lineHeight: '18px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--bg-press)', color: 'var(--fg)' },
  '.cm-completionDetail': { color: 'var(--fg-3)', fontStyle: 'normal', marginLeft: '12px' },
  '.cm-completionInfo': { padding: '6px 10px', maxWidth: '320px', fontFamily: 'var(--font-sans)' },
  '.cm-expression': { backgroundColor: 'var(--bg-press)', borderRadius: '4px', boxShadow: 'inset 0 0 0 1px var(--line-strong)', padding: '2px 1px' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--failed-fill)', textUnderlineOffset: '3px' },
  '.cm-diagnostic-error': { borderLeft: 'none', color: 'var(--failed)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--cat-code-fg)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--cat-data-fg)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--cat-app-fg)' },
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--fg-2)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--cat-http-fg)' },
  { tag: tags.comment, color: 'var(--fg-3)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--failed)' },
]);

/** Look, colours and the nonce for the styles they write. Call it in the browser only. */
export function codeTheme() {
  const nonce = pageNonce();
  return [look, syntaxHighlighting(colours), nonce ? EditorView.cspNonce.of(nonce) : []];
}
