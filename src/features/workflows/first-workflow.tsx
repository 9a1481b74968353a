// No workflow yet: a sketch of one, one sentence, one action, and four that run at once.
'use client';
import { Button } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { Icon } from '~/ui/icon';
import type { WorkflowDefinition } from '~/lib/workflow';
import { plural } from '~/ui/time';
import { starterDefinition, STARTERS } from './starters';

interface FirstWorkflowProps {
  canWrite: boolean;
  busy: boolean;
  onCreate(input?: { name?: string; definition?: WorkflowDefinition }): void;
  onImport(): void;
}

export function FirstWorkflow({ canWrite, busy, onCreate, onImport }: FirstWorkflowProps) {
  if (!canWrite) return <EmptyState sketch={<Sketch />} title="No workflows yet">Someone who may edit can make the first one.</EmptyState>;
  return (
    <EmptyState sketch={<Sketch />} title="What should happen on its own?" action={(
      <>
        <Button variant="primary" icon="plus" keys="C" busy={busy} onClick={() => onCreate()}>New workflow</Button>
        <Button icon="upload" onClick={onImport}>Import from n8n</Button>
        <span className="basis-full" />
        <ul aria-label="Workflows to start from" className="mx-auto mt-5 w-140 max-w-full text-left">
          {STARTERS.map(starter => (
            <li key={starter.id} className="flex h-10 items-center gap-3 border-line border-b">
              <Icon name={starter.icon} />
              <span className="flex-1 truncate">{starter.title}</span>
              <span className="text-dense text-fg-3">{plural(starter.steps.length, 'step')}</span>
              <Button size="xs" disabled={busy} aria-label={`Try it: ${starter.title}`} onClick={() => onCreate({ name: starter.title, definition: starterDefinition(starter) })}>Try it</Button>
            </li>
          ))}
        </ul>
      </>
    )}>
      Draw it from empty, or start from one that runs now without any credential.
    </EmptyState>
  );
}

function Sketch() {
  return (
    <svg aria-hidden width="420" height="128" viewBox="0 0 420 128" fill="none" stroke="currentColor" strokeWidth="1.5" className="h-auto max-w-full">
      <rect x="1" y="44" width="96" height="34" rx="8" stroke="var(--accent)" /><circle cx="20" cy="61" r="6" stroke="var(--accent)" /><path d="M34 61h44" stroke="var(--accent)" />
      <path d="M97 61h44" stroke="var(--accent)" strokeWidth="2" />
      <rect x="141" y="44" width="96" height="34" rx="8" /><rect x="153" y="55" width="12" height="12" rx="3" /><path d="M174 61h44" />
      <path d="M237 54c24 0 20-30 44-30" /><path d="M237 68c24 0 20 34 44 34" />
      <rect x="281" y="7" width="96" height="34" rx="8" strokeDasharray="3 4" /><rect x="281" y="85" width="96" height="34" rx="8" strokeDasharray="3 4" /><path d="M377 24h20M377 102h20" strokeDasharray="3 4" />
    </svg>
  );
}
