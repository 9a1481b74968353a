// How a failed step is tried again: n8n's equal waits, or waits that grow.
'use client';
import { DEFAULT_RETRY, RETRY_LIMITS, type RetryRule, retryWait } from '~/lib/retry';
import type { WorkflowNode } from '~/lib/workflow';
import { Field } from '~/ui/field';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';

type Keys = Pick<WorkflowNode, 'maxTries' | 'waitBetweenTries' | 'retry'>;

interface Props {
  node: Keys;
  readOnly: boolean;
  set: <K extends keyof Keys>(key: K, value: Keys[K] | undefined) => void;
}

const WAITS = [
  { value: 'equal', label: 'Equally long', help: 'As in n8n: 5 tries at most, 5 s at most' },
  { value: 'growing', label: 'Growing', help: 'Each wait is longer than the one before' },
] as const;

/** A whole number within the limits; undefined for anything that is not a number. */
const within = (text: string, [least, most]: readonly [number, number]): number | undefined => {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? undefined : Math.min(most, Math.max(least, number));
};

const duration = (ms: number): string => (ms < 60_000 ? `${Math.round(ms / 100) / 10} s` : ms < 3_600_000 ? `${Math.round(ms / 6000) / 10} min` : `${Math.round(ms / 360_000) / 10} h`);

/** "1 s, 2 s, 4 s and so on": what the rule comes to. */
function waitsOf(rule: RetryRule): string {
  const waits = Array.from({ length: Math.min(rule.tries - 1, 6) }, (_each, index) => duration(retryWait(rule, index + 1)));
  return `Waits ${waits.join(', ')}${rule.tries - 1 > waits.length ? ' and so on' : ''}`;
}

export function RetryFields({ node, readOnly, set }: Props) {
  const { retry } = node;
  return (
    <>
      <Field layout="row" label="Waits"><Select size="sm" value={retry ? 'growing' : 'equal'} disabled={readOnly} options={WAITS} onChange={value => set('retry', value === 'growing' ? { ...DEFAULT_RETRY } : undefined)} /></Field>
      {retry ? <Growing rule={retry} readOnly={readOnly} onChange={rule => set('retry', rule)} /> : (
        <>
          <Field layout="row" label="Tries"><Input size="sm" inputMode="numeric" readOnly={readOnly} value={node.maxTries ?? 3} onChange={event => set('maxTries', within(event.target.value, [1, 100]))} /></Field>
          <Field layout="row" label="Wait" help="Milliseconds between tries"><Input size="sm" inputMode="numeric" readOnly={readOnly} value={node.waitBetweenTries ?? 1000} onChange={event => set('waitBetweenTries', within(event.target.value, [0, 3_600_000]))} /></Field>
        </>
      )}
    </>
  );
}

function Growing({ rule, readOnly, onChange }: { rule: RetryRule; readOnly: boolean; onChange: (rule: RetryRule) => void }) {
  const field = (label: string, key: keyof RetryRule, unit: number, help?: string) => (
    <Field layout="row" label={label} help={help}>
      <Input size="sm" inputMode="decimal" readOnly={readOnly} value={rule[key] / unit} onChange={event => onChange({ ...rule, [key]: (within(event.target.value, [RETRY_LIMITS[key === 'maxWait' ? 'wait' : key][0] / unit, RETRY_LIMITS[key === 'maxWait' ? 'wait' : key][1] / unit]) ?? DEFAULT_RETRY[key] / unit) * unit })} />
    </Field>
  );
  return (
    <>
      {field('Tries', 'tries', 1)}
      {field('First wait', 'wait', 1000, 'Seconds')}
      {field('Times', 'factor', 1, 'Each wait is this many times the one before')}
      {field('Longest wait', 'maxWait', 1000, 'Seconds')}
      <p className="text-dense text-fg-3">{waitsOf(rule)}. A wait above 10 s is stored: a restart does not lose it.</p>
    </>
  );
}
