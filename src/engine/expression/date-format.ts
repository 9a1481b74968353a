// DateTime.fromFormat in linear time. Luxon turns a format into a backtracking pattern: "uSuSuS…" on 90 digits ran for minutes.
import { DateTime } from 'luxon';
import { LinearPattern } from './regex';
import type { Frame } from './values';

/** Luxon's parser as far as it is used here: it only ever matches its pattern against the text. */
interface FormatParser {
  regex: { source: string; [Symbol.match](text: string): (string | undefined)[] | null };
}

/** Invalid where the text does not have the format, as Luxon's own. Throws ExpressionError when the format is too long. */
export function readDate(text: string, format: string, options: Record<string, unknown>, frame: Frame): DateTime {
  const built = DateTime.buildFormatParser(format, options);
  const parser = built as unknown as FormatParser;
  const { source } = parser.regex;
  const pattern = new LinearPattern(source, 'i');
  parser.regex = {
    source,
    [Symbol.match]: subject => {
      const [match] = pattern.matches(subject, frame, 1);
      return match ? [match.text, ...match.groups] : null;
    },
  };
  return DateTime.fromFormatParser(text, built, options);
}
