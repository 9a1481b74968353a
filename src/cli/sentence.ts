// What a command says about an error: a sentence for people, never a query or its values.
import { messageOf } from '~/lib/errors';

const FILE_ERRORS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'this file may not be read by you',
  EPERM: 'this file may not be read by you',
};

export function sentenceOf(error: unknown): string {
  const { code, query, cause } = (error ?? {}) as { code?: unknown; query?: unknown; cause?: unknown };
  if (typeof query === 'string') return `the database refused: ${messageOf(cause ?? 'it gave no reason', 300)}`;
  return (typeof code === 'string' && FILE_ERRORS[code]) || messageOf(error);
}
