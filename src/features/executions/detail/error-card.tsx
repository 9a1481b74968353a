// What failed, in plain words, and what to press.
import { ButtonLink, Button } from '~/ui/button';
import type { Execution, StepSummary } from './steps';

interface ErrorCardProps { execution: Execution; step: StepSummary; onRetry(): void }

export function ErrorCard({ execution, step, onRetry }: ErrorCardProps) {
  const { error } = step;
  if (!error) return null;
  return (
    <section aria-label="Error" className="mx-4 mb-3 flex flex-col gap-2 rounded-card bg-failed-soft px-4 py-3.5">
      <h3 className="font-title [overflow-wrap:anywhere]">{error.message}</h3>
      {error.description ? <p className="text-fg-2 [overflow-wrap:anywhere]">{error.description}</p> : null}
      {error.item === undefined && !error.parameter ? null : <p className="text-fg-2">{[error.item === undefined ? null : `item ${error.item + 1}`, error.parameter ? `parameter ${error.parameter}` : null].filter(Boolean).join(', ')}</p>}
      <div className="mt-1 flex flex-wrap gap-2">
        <ButtonLink size="sm" variant="primary" href={`/workflows/${execution.workflowId}?node=${encodeURIComponent(step.nodeId)}`}>Open the step</ButtonLink>
        <Button size="sm" onClick={onRetry}>Retry from here</Button>
      </div>
    </section>
  );
}
