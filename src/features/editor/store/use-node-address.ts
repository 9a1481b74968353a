// The open step stands in the address (`?node=…&tab=settings`), so a link leads to it.
'use client';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect } from 'react';
import { goTo } from '../commands/select';
import type { Editor } from './editor';

export function useNodeAddress(editor: Editor): void {
  const [address, setAddress] = useQueryStates({ node: parseAsString, tab: parseAsStringLiteral(['parameters', 'settings'] as const).withDefault('parameters') }, { history: 'replace' });

  // Opening: a node named by id or by name.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the address the page was opened with
  useEffect(() => {
    const { nodes } = editor.document.getState().doc;
    const wanted = address.node ? (nodes.get(address.node) ?? [...nodes.values()].find(node => node.name === address.node)) : undefined;
    if (!wanted) return;
    editor.view.setState({ panel: wanted.id, panelTab: address.tab, selected: new Set([wanted.id]), current: wanted.id });
    setTimeout(() => goTo(editor, wanted.id), 50);
  }, [editor]);

  useEffect(() => editor.view.subscribe((state, before) => {
    if (state.panel !== before.panel || state.panelTab !== before.panelTab) void setAddress({ node: state.panel, tab: state.panel ? state.panelTab : null });
  }), [editor, setAddress]);
}
