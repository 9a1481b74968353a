// n8n's way to write an IMAP search (`["UNSEEN", ["SINCE", "2026-01-01"], ["!FLAGGED"]]`) as imapflow's query.
import type { SearchObject } from 'imapflow';
import type { Json } from '~/lib/json';
import { NodeError } from '~/nodes/contract';

const FLAGS: Record<string, SearchObject> = {
  ALL: { all: true }, ANSWERED: { answered: true }, DELETED: { deleted: true }, DRAFT: { draft: true }, FLAGGED: { flagged: true }, SEEN: { seen: true }, NEW: { new: true }, OLD: { old: true }, RECENT: { recent: true },
  UNANSWERED: { answered: false }, UNDELETED: { deleted: false }, UNDRAFT: { draft: false }, UNFLAGGED: { flagged: false }, UNSEEN: { seen: false },
};

const DATED: Record<string, (date: Date) => SearchObject> = {
  SINCE: date => ({ since: date }), BEFORE: date => ({ before: date }), ON: date => ({ on: date }), SENTSINCE: date => ({ sentSince: date }), SENTBEFORE: date => ({ sentBefore: date }), SENTON: date => ({ sentOn: date }),
};

const TEXTUAL: Record<string, (text: string) => SearchObject> = {
  FROM: text => ({ from: text }), TO: text => ({ to: text }), CC: text => ({ cc: text }), BCC: text => ({ bcc: text }), SUBJECT: text => ({ subject: text }), BODY: text => ({ body: text }), TEXT: text => ({ body: text }),
  KEYWORD: text => ({ keyword: text }), UNKEYWORD: text => ({ unKeyword: text }), UID: text => ({ uid: text }), LARGER: text => ({ larger: Number(text) }), SMALLER: text => ({ smaller: Number(text) }),
};

/** All conditions must hold. Throws NodeError naming one that is not understood. */
export function imapSearch(search: Json): SearchObject {
  const parts = Array.isArray(search) ? search : search === null || search === '' ? ['ALL'] : [search];
  const made = parts.map(one).reduce<SearchObject>((all, part) => ({ ...all, ...part, ...(all.not && part.not ? { not: { ...all.not, ...part.not } } : {}) }), {});
  return Object.keys(made).length === 0 ? { all: true } : made;
}

function one(part: Json): SearchObject {
  const [name, ...values] = (Array.isArray(part) ? part : [part]).map(String);
  const word = (name ?? '').toUpperCase();
  if (word.startsWith('!')) return { not: one([word.slice(1), ...values]) };
  const [value = ''] = values;
  const flag = FLAGS[word];
  if (flag) return flag;
  const dated = DATED[word];
  if (dated) {
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) throw new NodeError(`"${value.slice(0, 100)}" is not a date (${word})`);
    return dated(date);
  }
  const textual = TEXTUAL[word];
  if (textual) return textual(value);
  if (word === 'HEADER') return { header: { [value]: values[1] ?? true } };
  throw new NodeError(`The IMAP search does not know "${word.slice(0, 100)}"`);
}
