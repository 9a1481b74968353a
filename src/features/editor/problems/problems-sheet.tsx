// The list of problems: choosing one goes to the step and its field.
'use client';
import { Sheet } from '~/ui/dialog';
import { EmptyState } from '~/ui/empty-state';
import { StatusGlyph } from '~/ui/status';
import { goTo } from '../commands/select';
import { useDocument, useEditor, useView } from '../store/editor';
import { useAllProblems } from './use-problems';

export function ProblemsSheet() {
  const editor = useEditor();
  const open = useView(state => state.side === 'problems');
  const problems = useAllProblems();
  const nodes = useDocument(state => state.doc.nodes);
  return (
    <Sheet open={open} onOpenChange={next => { if (!next) editor.view.setState({ side: null }); }} title="Problems" modal={false}>
      {problems.length === 0 ? <EmptyState compact title="Nothing is missing">This workflow can be published.</EmptyState> : null}
      <ul className="-mx-5">
        {problems.map(problem => (
          <li key={`${problem.nodeId}/${problem.field}/${problem.text}`}>
            <button type="button" className="flex w-full items-center gap-3 border-line border-b px-5 py-2.5 text-left hover:bg-hover" onClick={() => { goTo(editor, problem.nodeId); editor.view.setState({ side: null, panel: problem.nodeId, panelTab: 'parameters' }); }}>
              <StatusGlyph state="attention" />
              <span className="min-w-0">
                <span className="block truncate font-strong">{nodes.get(problem.nodeId)?.name}</span>
                <span className="block text-dense text-fg-2">{problem.text}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
