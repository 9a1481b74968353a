// The filters of the list, as they stand in the address.
import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs';

export const SORTS = ['updated', 'name', 'created'] as const;
export const SORT_WORDS: Record<(typeof SORTS)[number], string> = { updated: 'Last changed', name: 'Name', created: 'Newest' };

export const filterParsers = {
  search: parseAsString.withDefault(''),
  tags: parseAsArrayOf(parseAsString).withDefault([]),
  status: parseAsStringLiteral(['draft', 'published'] as const),
  sort: parseAsStringLiteral(SORTS).withDefault('updated'),
};
