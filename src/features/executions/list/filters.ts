// The filters of the list, as they stand in the address.
import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs';
import { MODES } from '../modes';

export const STATUSES = ['running', 'success', 'failed', 'waiting', 'needs_attention', 'cancelled', 'pending', 'paused'] as const;
export type Status = (typeof STATUSES)[number];

export const PERIODS = { hour: { label: 'Last hour', ms: 3_600_000 }, day: { label: 'Last 24 hours', ms: 86_400_000 }, week: { label: 'Last 7 days', ms: 7 * 86_400_000 }, month: { label: 'Last 30 days', ms: 30 * 86_400_000 } } as const;
export type Period = keyof typeof PERIODS;

export const filterParsers = {
  search: parseAsString.withDefault(''),
  workflow: parseAsString,
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  mode: parseAsStringLiteral(MODES),
  period: parseAsStringLiteral(Object.keys(PERIODS) as Period[]),
};

export interface Filters {
  search: string;
  workflow: string | null;
  status: Status[];
  mode: (typeof MODES)[number] | null;
  period: Period | null;
}

export const isFiltered = (filters: Filters): boolean => filters.search.trim() !== '' || filters.workflow !== null || filters.status.length > 0 || filters.mode !== null || filters.period !== null;

/** Does an execution that just began or changed fit? The workflow is left to the subscription, the period always fits. */
export function fits(filters: Filters, execution: { id: string; workflowName: string; status: string; mode: string; error: { message: string } | null }): boolean {
  const words = filters.search.trim().toLowerCase();
  return (filters.status.length === 0 || filters.status.some(status => status === execution.status))
    && (filters.mode === null || filters.mode === execution.mode)
    && [execution.workflowName, execution.error?.message ?? '', execution.id].some(text => text.toLowerCase().includes(words));
}
