// The frame of the editor: makes its stores once, wires keyboard, saving and live events, and lays out its parts.
'use client';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { ReactFlowProvider } from 'reactflow';
import { loadDefinitions } from '~/nodes/known-definitions';
import { type Outputs, useTRPCClient } from '~/trpc/client';
import { useCan } from '~/trpc/session';
import type { Autosave } from './autosave/autosave';
import { ConflictBanner } from './autosave/conflict-banner';
import { useAutosave } from './autosave/use-autosave';
import { Canvas } from './canvas/canvas';
import { FindBar } from './canvas/find-bar';
import { useKeyboard } from './keyboard/use-keyboard';
import { LoomStrip } from './loom/loom-strip';
import { Outline } from './outline/outline';
import { createDocumentStore } from './store/document';
import { type Editor, EditorContext, useView } from './store/editor';
import { createRunStore } from './store/run';
import { createViewStore } from './store/view';
import { useEditorPalette } from './toolbar/use-editor-palette';
import { TopBar } from './toolbar/top-bar';
import { useLive, useLastExecution } from './store/use-live';
import { useNarrow } from './store/use-narrow';
import { useNodeAddress } from './store/use-node-address';

// What is not on the first picture loads apart; the panel soon after, so that opening it is quick.
const loadPanel = async () => (await Promise.all([import('./panel/node-panel'), loadDefinitions()]))[0];
const loadPicker = async () => (await Promise.all([import('./picker/picker'), loadDefinitions()]))[0];
const NodePanel = lazy(async () => ({ default: (await loadPanel()).NodePanel }));
const Picker = lazy(async () => ({ default: (await loadPicker()).Picker }));
const HelpSheet = lazy(async () => ({ default: (await import('./keyboard/help-sheet')).HelpSheet }));
const ProblemsSheet = lazy(async () => ({ default: (await import('./problems/problems-sheet')).ProblemsSheet }));
const SettingsSheet = lazy(async () => ({ default: (await import('./toolbar/settings-sheet')).SettingsSheet }));
const VersionsSheet = lazy(async () => ({ default: (await import('./versions/versions-sheet')).VersionsSheet }));
const PublishDialog = lazy(async () => ({ default: (await import('./versions/publish-dialog')).PublishDialog }));
const ConnectList = lazy(async () => ({ default: (await import('./canvas/connect-list')).ConnectList }));

type Workflow = Outputs['workflows']['get'];

export function EditorShell({ workflow }: { workflow: Workflow }) {
  const api = useTRPCClient();
  const canWrite = useCan('workflow:write');
  const canRun = useCan('workflow:run');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the definition the page was opened with; later answers to the same query are echoes of saves
  const editor = useMemo<Editor>(() => ({
    workflowId: workflow.id, api, canRun, document: createDocumentStore(workflow.definition, !canWrite), view: createViewStore(), run: createRunStore(),
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
      <Late autosave={autosave} />
      <Announcer />
    </div>
  );
}

/** Parts that open on demand: mounted while they are open, which loads them the first time. */
function Late({ autosave }: { autosave: Autosave }) {
  const panel = useView(state => state.panel !== null);
  const picker = useView(state => state.picker !== null);
  const side = useView(state => state.side);
  const connecting = useView(state => state.connecting !== null);
  const publishing = useView(state => state.publishing);
  const help = useView(state => state.help);
  useEffect(() => {
    // Without them opening tries again, and then says what failed.
    const timer = setTimeout(() => void Promise.all([loadPicker(), loadPanel()]).catch(() => undefined), 1200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Suspense>{panel ? <NodePanel /> : null}</Suspense>
      <Suspense>{picker ? <Picker /> : null}</Suspense>
      <Suspense>{connecting ? <ConnectList /> : null}</Suspense>
      <Suspense>{side === 'problems' ? <ProblemsSheet /> : null}{side === 'settings' ? <SettingsSheet /> : null}{side === 'versions' ? <VersionsSheet autosave={autosave} /> : null}</Suspense>
      <Suspense>{publishing ? <PublishDialog /> : null}</Suspense>
      <Suspense>{help ? <HelpSheet /> : null}</Suspense>
    </>
  );
}

function Announcer() {
  const text = useView(state => state.announcement);
  return <div role="status" aria-live="polite" aria-label="Editor news" className="sr-only">{text}</div>;
}
