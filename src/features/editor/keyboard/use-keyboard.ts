// Routes keys and clipboard events to the editor. Text fields keep their own keys, their own undo and their own clipboard.
'use client';
import { useEffect } from 'react';
import { isTyping, shortcutOf } from '~/ui/hotkeys';
import { toast, toastError } from '~/ui/toast';
import { copySelection, cutSelection, paste } from '../clipboard/clipboard';
import { middle } from '../commands/add';
import type { Editor } from '../store/editor';
import { CANVAS_ACTIONS, PAGE_ACTIONS } from './actions';

/** On the canvas: inside it, or nowhere in particular. */
function onCanvas(editor: Editor, target: EventTarget | null): boolean {
  if (target === document.body) return !editor.view.getState().panel;
  return target instanceof Node && Boolean(editor.canvas.current?.contains(target));
}

const inOverlay = (target: EventTarget | null): boolean => target instanceof Element && Boolean(target.closest('[role="menu"],[role="listbox"],[role="alertdialog"]'));

export function useKeyboard(editor: Editor): void {
  useEffect(() => {
    const pointer = { x: 0, y: 0, inside: false };
    const onMove = (event: PointerEvent): void => {
      pointer.x = event.clientX;
      pointer.y = event.clientY;
      pointer.inside = editor.canvas.current?.contains(event.target as Node) ?? false;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || inOverlay(event.target)) return;
      const shortcut = shortcutOf(event);
      if (shortcut === 'Mod+S') {
        event.preventDefault();
        void editor.save.current().then(() => toast('Saved', { state: 'success' }), (error: unknown) => toastError('Not saved', error instanceof Error ? error.message : undefined));
        return;
      }
      const typing = isTyping(event.target);
      // Undo inside a text field is the field's own.
      const page = Object.hasOwn(PAGE_ACTIONS, shortcut) && !(typing && /^Mod\+(Shift\+)?[ZYF]$/.test(shortcut)) ? PAGE_ACTIONS[shortcut] : undefined;
      const canvas = !typing && onCanvas(editor, event.target) && Object.hasOwn(CANVAS_ACTIONS, shortcut) ? CANVAS_ACTIONS[shortcut] : undefined;
      // A focused button keeps Enter and Space.
      if (canvas && shortcut === 'Enter' && event.target instanceof HTMLButtonElement) return;
      const action = canvas ?? page;
      if (action && action(editor) !== false) event.preventDefault();
    };
    const onCopy = (event: ClipboardEvent): void => {
      // Selected text is copied as text.
      if (isTyping(event.target) || !onCanvas(editor, event.target) || !document.getSelection()?.isCollapsed) return;
      const cut = event.type === 'cut' && !editor.document.getState().readOnly;
      const text = cut ? cutSelection(editor) : copySelection(editor);
      if (text === null) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target) || !onCanvas(editor, event.target) || editor.document.getState().readOnly) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const at = pointer.inside ? (editor.flow.current?.screenToFlowPosition(pointer) ?? middle(editor)) : middle(editor);
      event.preventDefault();
      void paste(editor, text, at).then(done => {
        if (!done && text.trim() !== '') toast('This cannot be pasted here', { description: 'The canvas takes steps copied in Weft or n8n, and cURL commands.' });
      });
    };
    window.addEventListener('pointermove', onMove, { passive: true });
    window.addEventListener('keydown', onKey);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('keydown', onKey);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [editor]);
}
