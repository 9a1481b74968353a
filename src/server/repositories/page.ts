// Keyset pagination: a cursor is the sort value and id of the last row, checked on its way back in.
import { z } from 'zod';
import { AppError } from '~/lib/errors';

export const MAX_LIMIT = 100;

/** Input of every list. */
export const pageInput = {
  limit: z.number().int().min(1).max(MAX_LIMIT).default(50),
  cursor: z.string().max(500).nullish(),
  /** Sent by the browser's infinite lists; lists only go forward. */
  direction: z.literal('forward').optional(),
};

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export const encodeCursor = (sort: string, id: string): string => Buffer.from(JSON.stringify([sort, id])).toString('base64url');

const cursorShape = z.tuple([z.string().max(300), z.uuid()]);

/** Throws AppError `invalid` for a cursor that no list gave. */
export function decodeCursor(cursor: string): { sort: string; id: string } {
  try {
    const [sort, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { sort, id };
  } catch {
    throw new AppError('invalid', 'The cursor is not one that this list gave.', { details: { field: 'cursor' } });
  }
}

/** A cursor whose sort value is a time. */
export function decodeTimeCursor(cursor: string): { sort: Date; id: string } {
  const { sort, id } = decodeCursor(cursor);
  const date = new Date(sort);
  if (Number.isNaN(date.getTime())) throw new AppError('invalid', 'The cursor is not one that this list gave.', { details: { field: 'cursor' } });
  return { sort: date, id };
}

/** Cuts the one row too many that tells there is a next page. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** Escapes what LIKE reads as a pattern. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, match => `\\${match}`);
