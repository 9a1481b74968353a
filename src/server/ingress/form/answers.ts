// What a sent form says: its answers and files, checked against the page, as an item.
import { DateTime } from 'luxon';
import type { BinaryRef, Item } from '~/engine/items';
import { isPlainObject, type JsonObject, setOwn } from '~/lib/json';
import { fileName, type FormPage, inputName, readAnswers } from '~/nodes/forms/page';
import type { StartRequest } from '~/server/execution/executor';
import { MAX_FORM, parseBody, readBody, type UploadedFile } from '../body';

export type Submission =
  | { problems: Map<number, string>; sent: JsonObject }
  | { item: Item; files: NonNullable<StartRequest['files']> };

/** `zone`: of `submittedAt`, UTC where none is given. */
export async function readSubmission(request: Request, page: FormPage, how: { test: boolean; zone?: string }): Promise<Submission> {
  const parsed = await parseBody(await readBody(request, MAX_FORM), request.headers.get('content-type'));
  const sent = isPlainObject(parsed.body) ? (parsed.body as JsonObject) : {};
  const uploads = new Map<string, UploadedFile[]>();
  for (const file of parsed.files) if (file.bytes.length > 0) uploads.set(file.field, [...(uploads.get(file.field) ?? []), file]);
  const read = readAnswers(page, sent, new Map([...uploads].map(([field, files]) => [field, files.map(file => ({ fileName: file.fileName, mimeType: file.mimeType, size: file.bytes.length }))])));
  if ('problems' in read) return { problems: read.problems, sent };
  const { binary, files } = filesOf(page, uploads);
  const now = how.zone ? DateTime.now().setZone(how.zone).toISO() : new Date().toISOString();
  const json: JsonObject = page.bare ? { data: read.json } : { ...read.json, submittedAt: now, formMode: how.test ? 'test' : 'production' };
  return { item: { json, ...(files.size > 0 ? { binary } : {}) }, files };
}

function filesOf(page: FormPage, uploads: ReadonlyMap<string, UploadedFile[]>): { binary: Record<string, BinaryRef>; files: NonNullable<StartRequest['files']> } {
  const binary: Record<string, BinaryRef> = {};
  const files: NonNullable<StartRequest['files']> = new Map();
  page.fields.forEach((field, index) => {
    if (field.type !== 'file') return;
    const list = uploads.get(inputName(index)) ?? [];
    for (const [position, file] of list.entries()) {
      const extension = file.fileName?.includes('.') ? file.fileName.split('.').pop() : undefined;
      setOwn(binary, fileName(field, position, list.length), { id: file.id, mimeType: file.mimeType, fileSize: file.bytes.length, ...(file.fileName ? { fileName: file.fileName } : {}), ...(extension ? { fileExtension: extension } : {}) });
      files.set(file.id, { bytes: file.bytes, mimeType: file.mimeType, fileName: file.fileName });
    }
  });
  return { binary, files };
}
