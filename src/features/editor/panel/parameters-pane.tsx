// The middle of the panel: the parameters as the definition declares them, or the settings of the step.
'use client';
import { useCallback, useMemo } from 'react';
import type { JsonObject } from '~/lib/json';
import { credentialSlots } from '~/nodes/credential-slots';
import { IconButton } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { Icon } from '~/ui/icon';
import { Keys } from '~/ui/keys';
import { Menu } from '~/ui/menu';
import { tabPanelProps, Tabs } from '~/ui/tabs';
import { toast } from '~/ui/toast';
import { readCurl } from '../clipboard/curl';
import { setParameters } from '../commands/change';
import { FieldList } from '../fields/field-list';
import { FieldListContext } from '../fields/renderer';
import { isVisible } from '../fields/visible';
import { describe } from '../node-card/described';
import { usePreview } from '../preview/preview-context';
import { useDocument, useEditor, useView } from '../store/editor';
import { CredentialField } from './credential-field';
import { OfferCard, TodoCard } from './offer-card';
import { Pane } from './pane';
import { SettingsTab } from './settings-tab';

const TABS = [{ value: 'parameters', label: 'Parameters' }, { value: 'settings', label: 'Settings' }] as const;

export function ParametersPane({ id }: { id: string }) {
  const editor = useEditor();
  const tab = useView(state => state.panelTab);
  const type = useDocument(state => state.doc.nodes.get(id)?.type);
  const readOnly = useDocument(state => state.readOnly);
  const pasteCurl = async (): Promise<void> => {
    const text = await navigator.clipboard?.readText().catch(() => '');
    const parameters = readCurl(text ?? '');
    // Earlier options go: the command says everything.
    if (parameters) setParameters(editor, id, parameters, 'curl');
    else toast('The clipboard holds no cURL command', { description: 'Copy a command that begins with curl, then press again. Or paste it on the canvas.' });
  };
  return (
    <Pane label="Parameters" head={<><Tabs label="Parameters and settings" value={tab} tabs={TABS} onChange={panelTab => editor.view.setState({ panelTab })} /><span className="flex-1" /><PreviewItem /></>}
      foot={tab === 'parameters' ? (
        <>
          <span className="flex items-center gap-1.5"><Keys keys="=" /> expression</span>
          <span className="ml-3 flex items-center gap-1.5"><Keys keys="Mod+Shift+E" /> full editor</span>
          <span className="flex-1" />
          {type === 'httpRequest' && !readOnly ? <button type="button" onClick={() => void pasteCurl()} className="text-fg-2 hover:text-fg">Paste cURL</button> : null}
        </>
      ) : undefined}>
      <div {...tabPanelProps(tab)} className="px-4 py-3">{tab === 'parameters' ? <Parameters id={id} /> : <SettingsTab id={id} />}</div>
    </Pane>
  );
}

/** Which item the results below the fields are for. */
function PreviewItem() {
  const { input, item, setItem } = usePreview();
  if (input.length < 2) return null;
  return (
    <span className="flex items-center gap-0.5">
      <Menu align="end" entries={input.slice(0, 50).map((_, index) => ({ kind: 'check', label: `Item ${index + 1}`, checked: index === item, onChange: () => setItem(index) }))}
        trigger={<button type="button" className="flex items-center gap-1 rounded-control px-1.5 py-1 text-dense text-fg-3 hover:bg-hover hover:text-fg">Preview with item {item + 1}<Icon name="chevron-down" size="s" /></button>} />
      <IconButton size="xs" icon="chevron-left" label="Previous item" disabled={item === 0} onClick={() => setItem(item - 1)} />
      <IconButton size="xs" icon="chevron-right" label="Next item" disabled={item >= input.length - 1} onClick={() => setItem(item + 1)} />
    </span>
  );
}

function Parameters({ id }: { id: string }) {
  const editor = useEditor();
  const node = useDocument(state => state.doc.nodes.get(id));
  const readOnly = useDocument(state => state.readOnly);
  const described = node ? describe(node) : undefined;
  const definition = described?.definition;
  const parameters = described?.parameters;
  const typeVersion = described?.typeVersion ?? 1;
  const scope = useMemo(() => ({ top: parameters ?? {}, topFields: definition?.parameters ?? {}, typeVersion }), [parameters, definition, typeVersion]);
  const change = useCallback((next: JsonObject, path: string) => setParameters(editor, id, next, path), [editor, id]);
  if (!node || !parameters) return null;
  if (!definition) {
    return (
      <EmptyState compact title={`Weft has no step of the type ${node.type}`}>
        <p>It is kept as it came and goes back out when you export. Replace it to run the workflow.</p>
        <OfferCard node={node} readOnly={readOnly} />
        <pre className="mono mt-3 max-h-80 overflow-auto rounded-control bg-input p-3 text-left">{JSON.stringify(node.parameters, null, 2)}</pre>
      </EmptyState>
    );
  }
  const slots = credentialSlots(definition, parameters).filter(slot => isVisible(slot, parameters, definition.parameters, scope));
  const empty = Object.keys(definition.parameters).length === 0 && slots.length === 0;
  return (
    <FieldListContext value={FieldList}>
      <TodoCard node={node} readOnly={readOnly} />
      {slots.map(slot => <CredentialField key={slot.type} nodeId={id} slot={slot} readOnly={readOnly} />)}
      <FieldList fields={definition.parameters} value={parameters} onChange={change} path="" scope={scope} readOnly={readOnly} nodeId={id} />
      {empty ? <p className="text-fg-3">{definition.description}. It has no parameters.</p> : null}
    </FieldListContext>
  );
}
