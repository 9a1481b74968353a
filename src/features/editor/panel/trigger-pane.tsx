// What starts a trigger: the URLs of a webhook and how to call them, or when it will run.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { findDefinition } from '~/nodes/known-definitions';
import { Button } from '~/ui/button';
import { CodeView, CopyLine } from '~/ui/code-view';
import { Field } from '~/ui/field';
import { TextArea } from '~/ui/input';
import { Segmented } from '~/ui/segmented';
import { useNow } from '~/ui/relative-time';
import { Status } from '~/ui/status';
import { isRunning, listen, runWorkflow, sendMessage, stopListening } from '../commands/run';
import { curlLine } from '../loom/listen-strip';
import { useDocument, useEditor, useRun } from '../store/editor';
import { Pane } from './pane';

const WORDS: Record<string, string> = {
  manual: 'Starts when someone presses Run.',
  schedule: 'Starts at the times on the right, once the workflow is published.',
  error: 'Starts when another workflow that names this one in its settings fails.',
  subWorkflow: 'Starts when another workflow calls this one.',
  event: 'Starts when something happens elsewhere, once the workflow is published.',
  form: 'Starts when someone sends the form.',
  chat: 'Starts when someone writes a message.',
  mcp: 'Starts when an MCP client calls one of its tools, once the workflow is published.',
};

export function TriggerPane({ id }: { id: string }) {
  const editor = useEditor();
  const type = useDocument(state => state.doc.nodes.get(id)?.type ?? '');
  const kind = findDefinition(type)?.trigger ?? 'manual';
  return (
    <Pane label="Trigger" head={<h2 className="font-title">Trigger</h2>}>
      <div className="flex flex-col gap-4 px-4 py-3">
        {kind === 'chat' && editor.canRun ? <Message id={id} /> : null}
        {kind === 'webhook' || kind === 'form' || kind === 'chat' || kind === 'mcp' ? <Urls id={id} kind={kind} /> : (
          <>
            <p className="text-fg-2">{WORDS[kind]}</p>
            {editor.canRun ? <div><Button size="sm" icon="play" onClick={() => void runWorkflow(editor, id)}>Run now</Button></div> : null}
          </>
        )}
      </div>
    </Pane>
  );
}

/** A message to start with, as somebody would write it. */
function Message({ id }: { id: string }) {
  const editor = useEditor();
  const [text, setText] = useState('');
  const starting = useRun(state => state.starting);
  const running = useRun(state => isRunning(state.execution?.status));
  const send = (): void => {
    if (text.trim() === '' || starting || running) return;
    void sendMessage(editor, id, text.trim());
    setText('');
  };
  return (
    <form className="flex flex-col gap-2" onSubmit={event => { event.preventDefault(); send(); }}>
      <Field label="Message">
        <TextArea value={text} rows={3} placeholder="Write a message" onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }} />
      </Field>
      <div><Button size="sm" icon="play" type="submit" busy={starting || running} disabled={text.trim() === ''}>Send</Button></div>
    </form>
  );
}

function Urls({ id, kind }: { id: string; kind: string }) {
  const editor = useEditor();
  const trpc = useTRPC();
  const now = useNow();
  const [which, setWhich] = useState<'test' | 'live'>('test');
  const { data } = useQuery(trpc.workflows.get.queryOptions({ id: editor.workflowId }));
  const listening = useRun(state => state.listening);
  const starting = useRun(state => state.starting);
  const hooks = (data?.webhooks ?? []).filter(hook => hook.nodeId === id);
  return (
    <>
      <Segmented className="self-start" label="Which URL" value={which} onChange={setWhich} segments={[{ value: 'test', label: 'Test URL' }, { value: 'live', label: 'Live URL' }]} />
      {hooks.length === 0 ? <p className="text-fg-3">The URL appears here when the step is saved.</p> : null}
      {hooks.map(hook => {
        const url = which === 'test' ? hook.testUrl : hook.url;
        return (
          <div key={hook.method + hook.url} className="flex flex-col gap-1.5">
            <span className="text-dense text-fg-3">{hook.method}</span>
            <CopyLine text={url} label={`Copy ${which} URL`} />
            {kind === 'form' || kind === 'chat' ? <a className="self-start underline" href={url} target="_blank" rel="noreferrer">Open the {kind}</a> : <CodeView text={curlLine(hook.method, url)} label="cURL" wrap />}
          </div>
        );
      })}
      {which === 'live' ? <p className="text-dense text-fg-3">{data?.published ? `Answers with v${data.published.number}, which is live.` : 'Answers once the workflow is published.'}</p>
        : listening ? (
          <div className="flex items-center gap-3">
            <Status state="waiting" word={`Waiting for a call, ${now === 0 ? '' : Math.max(0, Math.ceil((listening.until - now) / 1000))} s`} className="flex-1" />
            <Button size="sm" onClick={() => void stopListening(editor)}>Stop</Button>
          </div>
        ) : !editor.canRun ? null : (
          <div className="flex flex-col gap-2">
            <div><Button size="sm" icon="radio" busy={starting} onClick={() => void listen(editor)}>Listen for a test call</Button></div>
            <p className="text-dense text-fg-3">The test URL answers one call within two minutes, with the draft as it is.</p>
          </div>
        )}
    </>
  );
}
