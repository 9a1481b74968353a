// An error of the database or the file system, as a command says it.
import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { sentenceOf } from './sentence';

it('says what went wrong without the query and its values', () => {
  const refused = new DrizzleQueryError('select secret from people where id = $1', ['hunter2'], new Error('invalid input syntax for type uuid'));
  expect(sentenceOf(refused)).toBe('the database refused: invalid input syntax for type uuid');
  expect(sentenceOf(Object.assign(new Error("ENOENT: no such file or directory, open '/x'"), { code: 'ENOENT' }))).toBe('there is no such file');
  expect(sentenceOf(new Error('There is no owner yet.'))).toBe('There is no owner yet.');
  expect(sentenceOf(null)).toBe('null');
});
