// What failed, in plain words, and what to press.
import { ButtonLink, Button } from '~/ui/button';
import type { Execution, StepSummary } from './steps';

interface ErrorCardProps { execution: Execution; step: StepSummary; /** Absent where the person may not run it or it has not ended. */ onRetry?: () => void }

export function ErrorCard({ execution, step, onRetry }: ErrorCardProps) {
  const { error } = step;
  if (!error) return null;
  return (
    <section aria-label="Error" className="mx-4 mb-3 flex flex-none flex-col gap-2 rounded-card bg-failed-soft px-4 py-3.5 max-lg:order-1 max-lg:mx-6 max-lg:mt-4 max-lg:mb-1 max-md:mx-4">
      <p className="text-dense text-fg-2 lg:hidden">{step.node}</p>
      <h3 className="text-lead font-title [overflow-wrap:anywhere]">{error.message}</h3>
      {error.description ? <p className="text-fg-2 [overflow-wrap:anywhere]">{error.description}</p> : null}
      {error.item === undefined && !error.parameter ? null : <p className="text-fg-2">{[error.item === undefined ? null : `item ${error.item + 1}`, error.parameter ? `parameter ${error.parameter}` : null].filter(Boolean).join(', ')}</p>}
      <div className="mt-1 flex flex-wrap gap-2 max-md:[&>*]:h-11 max-md:[&>*]:flex-1">
        <ButtonLink size="sm" variant="primary" keys="O" href={`/workflows/${execution.workflowId}?node=${encodeURIComponent(step.nodeId)}`}>Open the step</ButtonLink>
        {onRetry ? <Button size="sm" onClick={onRetry}>Retry from here</Button> : null}
      </div>
    </section>
  );
}
