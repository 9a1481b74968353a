// Luxon with two guards it lacks: formats are matched in linear time, and what it keeps of zones and locales is bounded.
import { DateTime, Settings } from 'luxon';

/** Luxon's parser as far as it is used here: it only ever matches its pattern against the text. */
interface FormatParser {
  regex: { source: string; [Symbol.match](text: string): (string | undefined)[] | null };
}

/** The whole match and its groups, letters in any case; null where the pattern is not found. Must run in linear time. */
export type MatchGroups = (source: string, text: string) => (string | undefined)[] | null;

/**
 * DateTime.fromFormat. Luxon turns a format into a backtracking pattern: "uSuSuS…" on 90 digits ran for minutes. Invalid
 * where the text does not have the format. Throws what `match` throws.
 */
export function readDate(text: string, format: string, options: Record<string, unknown>, match: MatchGroups): DateTime {
  const parser = DateTime.buildFormatParser(format, options);
  const { source } = (parser as unknown as FormatParser).regex;
  (parser as unknown as FormatParser).regex = { source, [Symbol.match]: subject => match(source, subject) };
  return DateTime.fromFormatParser(text, parser, options);
}

const MOST_NAMES = 1_000;
const LONGEST_NAME = 100;
let named = 0;

/**
 * To be called with each name of a zone or locale that people give: Luxon keeps every one it was ever asked for, known or
 * not, so a caller who sends a new one each time would fill the memory. Returns the name, cut to 100 characters.
 */
export function boundedName(name: string): string {
  if (++named >= MOST_NAMES) {
    named = 0;
    Settings.resetCaches();
  }
  return name.slice(0, LONGEST_NAME);
}
