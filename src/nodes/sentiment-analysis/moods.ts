// The outputs of a sentiment analysis, from raw parameters.
import { isPlainObject, type JsonObject } from '~/lib/json';

export const MOODS = 'Positive, Neutral, Negative';

export const moodList = (text: string): string[] => text.split(',').map(mood => mood.trim()).filter(mood => mood !== '');

export function moodsIn({ options }: JsonObject): string[] {
  const given = isPlainObject(options) && typeof options.categories === 'string' && !options.categories.startsWith('=') ? options.categories : MOODS;
  const list = moodList(given);
  return list.length > 0 ? list : moodList(MOODS);
}
