// What a sent form says: its answers and files, checked against the page, as an item.
import { DateTime } from 'luxon';
import type { BinaryRef, Item } from '~/engine/items';
import { type JsonObject, setOwn } from '~/lib/json';
import { refOf } from '~/nodes/files/pieces';
import { fileName, type FormPage, inputName, readAnswers } from '~/nodes/forms/page';
import type { Container } from '~/server/container';
import type { IncomingFile, IncomingFiles } from '~/server/execution/incoming-files';
import { type ReceivedFile, type ReceivedForm, receiveForm } from './receive';

export type Submission =
  | { problems: Map<number, string>; sent: JsonObject }
  | { item: Item; files: IncomingFiles };

/** `zone`: of `submittedAt`, UTC where none is given. */
interface How { test: boolean; zone?: string }

/** Receives what was sent, hands on what it says, and leaves nothing of it on the disk. */
export async function withSubmission<T>({ spool, env }: Container, request: Request, page: FormPage, how: How, use: (sent: Submission) => Promise<T>): Promise<T> {
  const form = await receiveForm(request, { spool, maxFiles: env.maxFile });
  try {
    return await use(readSubmission(form, page, how));
  } finally {
    await form.discard();
  }
}

function readSubmission(form: ReceivedForm, page: FormPage, how: How): Submission {
  const uploads = new Map<string, ReceivedFile[]>();
  for (const file of form.files) uploads.set(file.field, [...(uploads.get(file.field) ?? []), file]);
  const read = readAnswers(page, form.fields, uploads);
  if ('problems' in read) return { problems: read.problems, sent: form.fields };
  const { binary, files } = filesOf(page, uploads);
  const now = how.zone ? DateTime.now().setZone(how.zone).toISO() : new Date().toISOString();
  const json: JsonObject = page.bare ? { data: read.json } : { ...read.json, submittedAt: now, formMode: how.test ? 'test' : 'production' };
  return { item: { json, ...(files.size > 0 ? { binary } : {}) }, files };
}

function filesOf(page: FormPage, uploads: ReadonlyMap<string, ReceivedFile[]>): { binary: Record<string, BinaryRef>; files: IncomingFiles } {
  const binary: Record<string, BinaryRef> = {};
  const files = new Map<string, IncomingFile>();
  page.fields.forEach((field, index) => {
    if (field.type !== 'file') return;
    const list = uploads.get(inputName(index)) ?? [];
    for (const [position, file] of list.entries()) {
      setOwn(binary, fileName(field, position, list.length), refOf(file.id, file.size, { mimeType: file.mimeType, ...(file.fileName ? { fileName: file.fileName } : {}) }));
      files.set(file.id, file);
    }
  });
  return { binary, files };
}
