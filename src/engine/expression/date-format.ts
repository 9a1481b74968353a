// DateTime.fromFormat in linear time, charged.
import type { DateTime } from 'luxon';
import { readDate as readByPattern } from '~/lib/luxon';
import { LinearPattern } from './regex';
import type { Frame } from './values';

/** Invalid where the text does not have the format, as Luxon's own. Throws ExpressionError when the format is too long. */
export const readDate = (text: string, format: string, options: Record<string, unknown>, frame: Frame): DateTime =>
  readByPattern(text, format, options, (source, subject) => {
    const [match] = new LinearPattern(source, 'i').matches(subject, frame, 1);
    return match ? [match.text, ...match.groups] : null;
  });
