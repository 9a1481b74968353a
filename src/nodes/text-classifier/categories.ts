// The outputs of a text classifier, from raw parameters.
import { isPlainObject, type JsonObject } from '~/lib/json';

/** One output for each category that has a row, and one for the rest if it was asked for. */
export function categoriesIn({ categories, options }: JsonObject): string[] {
  const rows = isPlainObject(categories) && Array.isArray(categories.categories) ? categories.categories : [];
  const names = rows.map((row, index) => (isPlainObject(row) && typeof row.category === 'string' && row.category !== '' ? row.category.replace(/^=/, '') : `Category ${index + 1}`));
  if (isPlainObject(options) && options.fallback === 'other') names.push('Other');
  return names.length > 0 ? names : ['Category 1'];
}
