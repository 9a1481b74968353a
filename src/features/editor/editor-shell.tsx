// The frame of the editor: makes its stores once, wires keyboard, saving and live events, and lays out its parts.
'use client';
import { useMemo } from 'react';
import { ReactFlowProvider } from 'reactflow';
import { type Outputs, useTRPCClient } from '~/trpc/client';
import { useCan } from '~/trpc/session';
import { ConflictBanner } from './autosave/conflict-banner';
import { useAutosave } from './autosave/use-autosave';
import { Canvas } from './canvas/canvas';
import { ConnectList } from './canvas/connect-list';
import { FindBar } from './canvas/find-bar';
import { HelpSheet } from './keyboard/help-sheet';
import { useKeyboard } from './keyboard/use-keyboard';
import { LoomStrip } from './loom/loom-strip';
import { Outline } from './outline/outline';
import { NodePanel } from './panel/node-panel';
import { Picker } from './picker/picker';
import { ProblemsSheet } from './problems/problems-sheet';
import { createDocumentStore } from './store/document';
import { type Editor, EditorContext, useView } from './store/editor';
import { createRunStore } from './store/run';
import { createViewStore } from './store/view';
import { useEditorPalette } from './toolbar/use-editor-palette';
import { SettingsSheet } from './toolbar/settings-sheet';
import { TopBar } from './toolbar/top-bar';
import { useLive, useLastExecution } from './store/use-live';
import { useNarrow } from './store/use-narrow';
import { useNodeAddress } from './store/use-node-address';
import { PublishDialog } from './versions/publish-dialog';
import { VersionsSheet } from './versions/versions-sheet';

type Workflow = Outputs['workflows']['get'];

export function EditorShell({ workflow }: { workflow: Workflow }) {
  const api = useTRPCClient();
  const canWrite = useCan('workflow:write');
  // The definition the page was opened with; later answers to the same query are echoes of saves.
  const editor = useMemo<Editor>(() => ({
    workflowId: workflow.id, api, document: createDocumentStore(workflow.definition, !canWrite), view: createViewStore(), run: createRunStore(),
    flow: { current: null }, canvas: { current: null }, save: { current: async () => workflow.revision },
  }), [workflow.id, api]);
  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <Layout editor={editor} workflow={workflow} />
      </ReactFlowProvider>
    </EditorContext>
  );
}

function Layout({ editor, workflow }: { editor: Editor; workflow: Workflow }) {
  const autosave = useAutosave(editor, workflow);
  const narrow = useNarrow();
  const outline = useView(state => state.outline);
  useLive(editor);
  useLastExecution(editor);
  useKeyboard(editor);
  useNodeAddress(editor);
  useEditorPalette(editor, workflow.name);
  return (
    <div className="relative flex h-dvh flex-col overflow-hidden">
      <TopBar autosave={autosave} />
      <ConflictBanner autosave={autosave} name={workflow.name} />
      <main className="relative flex min-h-0 flex-1">
        {narrow ? <Outline narrow /> : <Canvas />}
        {outline && !narrow ? <aside aria-label="Outline" className="w-80 shrink-0 overflow-y-auto border-line border-l bg-app"><Outline /></aside> : null}
        <FindBar />
      </main>
      <LoomStrip />
      <NodePanel />
      <Picker />
      <ConnectList />
      <ProblemsSheet />
      <SettingsSheet />
      <VersionsSheet autosave={autosave} />
      <PublishDialog />
      <HelpSheet />
      <Announcer />
    </div>
  );
}

function Announcer() {
  const text = useView(state => state.announcement);
  return <div role="status" aria-live="polite" aria-label="Editor news" className="sr-only">{text}</div>;
}
