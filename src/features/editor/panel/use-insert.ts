// Puts a path into the field that was focused last.
'use client';
import { useCallback } from 'react';
import { toast } from '~/ui/toast';
import { announce, useEditor } from '../store/editor';

export function useInsert(nodeId: string): (path: string) => void {
  const editor = useEditor();
  return useCallback(path => {
    const { target } = editor.view.getState();
    if (editor.document.getState().readOnly) return;
    if (target?.node !== nodeId) {
      toast('Choose a field first', { description: 'Put the caret into a parameter, then pick the data for it. You can drag it as well.' });
      return;
    }
    target.insert(path);
    announce(editor, `${path} inserted`);
  }, [editor, nodeId]);
}
