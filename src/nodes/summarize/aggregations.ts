// The aggregations of Summarize, over the values one group has for a field.
import { canonicalJson, type Json } from '~/lib/json';

export interface Aggregation {
  aggregation: string;
  field: string;
  includeEmpty: boolean;
  separator: string;
}

const PREFIX: Record<string, string> = { append: 'appended', average: 'average', concatenate: 'concatenated', count: 'count', countUnique: 'unique_count', max: 'max', min: 'min', sum: 'sum' };

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';
const text = (value: Json): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : isEmpty(value) ? '' : String(value));

/** `sum_order_total` for the sum of `order.total`. */
export const outputName = ({ aggregation, field }: Aggregation): string => `${PREFIX[aggregation] ?? aggregation}_${field.replaceAll('.', '_')}`;

const numbers = (values: readonly Json[]): number[] => values.map(Number).filter(value => !Number.isNaN(value));

function extreme(values: readonly Json[], sign: 1 | -1): Json {
  return values.reduce<Json>((best, value) => {
    if (typeof value !== 'number' && typeof value !== 'string') return best;
    return best === null || (value > (best as typeof value) ? 1 : -1) * sign > 0 ? value : best;
  }, null);
}

/** `values` has one entry for each item of the group, undefined where the field is missing. */
export function aggregated(rule: Aggregation, values: readonly (Json | undefined)[]): Json {
  const kept = (rule.includeEmpty ? values.map(value => value ?? null) : values.filter(value => !isEmpty(value))) as Json[];
  switch (rule.aggregation) {
    case 'append':
      return kept;
    case 'concatenate':
      return kept.map(text).join(rule.separator);
    case 'countUnique':
      return new Set(kept.map(value => canonicalJson(value))).size;
    case 'sum':
      return numbers(kept).reduce((sum, value) => sum + value, 0);
    case 'average': {
      const all = numbers(kept);
      return all.length === 0 ? null : all.reduce((sum, value) => sum + value, 0) / all.length;
    }
    case 'max':
      return extreme(kept, 1);
    case 'min':
      return extreme(kept, -1);
    default:
      return kept.length;
  }
}
