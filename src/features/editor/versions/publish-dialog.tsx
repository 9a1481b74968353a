// Publishing: what changed since the live version, a note, and what is still missing.
'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTRPC } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { TextArea } from '~/ui/input';
import { StatusGlyph } from '~/ui/status';
import { plural } from '~/ui/time';
import { toast } from '~/ui/toast';
import { goTo } from '../commands/select';
import { hasTrigger, useAllProblems } from '../problems/use-problems';
import { toDefinition } from '../store/definition';
import { useDocument, useEditor, useView } from '../store/editor';
import { compareDefinitions } from './compare';
import { Changes } from './changes';

export function PublishDialog() {
  const open = useView(state => state.publishing);
  return open ? <Publish /> : null;
}

function Publish() {
  const editor = useEditor();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const doc = useDocument(state => state.doc);
  const problems = useAllProblems();
  const { data: workflow } = useQuery(trpc.workflows.get.queryOptions({ id: editor.workflowId }));
  const live = workflow?.published;
  const { data: version } = useQuery(trpc.versions.get.queryOptions({ id: live?.versionId ?? '' }, { enabled: Boolean(live) }));
  const changes = useMemo(() => (version ? compareDefinitions(version.definition, toDefinition(doc)) : null), [version, doc]);
  const close = (): void => editor.view.setState({ publishing: false });
  const starts = hasTrigger(doc);

  const publish = useMutation({
    mutationFn: async () => {
      const revision = await editor.save.current();
      return editor.api.workflows.publish.mutate({ id: editor.workflowId, revision, note: note.trim() || undefined });
    },
    onSuccess: ({ number }) => {
      void queries.invalidateQueries({ queryKey: trpc.workflows.pathKey() });
      void queries.invalidateQueries({ queryKey: trpc.versions.pathKey() });
      close();
      toast(`v${number} is live`, { state: 'success' });
    },
  });

  return (
    <Dialog open onOpenChange={next => { if (!next) close(); }} title={`Publish v${(live?.number ?? 0) + 1}`} description={live ? `Replaces v${live.number} for everything that starts from now on.` : 'Triggers start this workflow from now on.'}
      footer={<><Button variant="quiet" onClick={close}>Cancel</Button><Button variant="primary" busy={publish.isPending} disabled={problems.length > 0} onClick={() => publish.mutate()}>Publish v{(live?.number ?? 0) + 1}</Button></>}>
      {problems.length > 0 ? (
        <section aria-label="Problems" className="mb-4">
          <h3 className="mb-1 flex items-center gap-2 font-strong"><StatusGlyph state="attention" />{plural(problems.length, 'problem')} to solve first</h3>
          <ul>
            {problems.slice(0, 8).map(problem => (
              <li key={`${problem.nodeId}/${problem.field}/${problem.text}`}>
                <button type="button" className="w-full truncate rounded-control px-6 py-1 text-left hover:bg-hover" onClick={() => { close(); goTo(editor, problem.nodeId); editor.view.setState({ panel: problem.nodeId, panelTab: 'parameters' }); }}>
                  <b className="font-strong">{doc.nodes.get(problem.nodeId)?.name}</b>: {problem.text}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {starts ? null : <p className="mb-4 flex items-center gap-2 text-fg-2"><StatusGlyph state="attention" />Nothing starts this workflow by itself yet: it can only be run by hand or from another workflow.</p>}
      {changes ? <div className="mb-4"><Changes changes={changes} /></div> : null}
      <Field label="Note" help="What this version changes, for the history" error={publish.error ? errorText(publish.error) : undefined}>
        <TextArea rows={2} value={note} maxLength={2000} onChange={event => setNote(event.target.value)} />
      </Field>
    </Dialog>
  );
}
