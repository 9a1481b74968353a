// A form as it is sent: its fields, and its files on the disk until the answers are checked.
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { AppError } from '~/lib/errors';
import { newId } from '~/lib/ids';
import { isPlainObject, type JsonObject } from '~/lib/json';
import type { IncomingFile } from '~/server/execution/incoming-files';
import type { Spool, Spooled } from '~/server/files/spool';
import { formToJson, MAX_BODY, MAX_FILES, MAX_PARTS, openBody, parseBody, readBody, uploadName } from '../body';

export interface ReceivedFile extends IncomingFile { field: string; id: string }

export interface ReceivedForm {
  fields: JsonObject;
  files: ReceivedFile[];
  /** Removes the files from the disk: they are stored by now, or not wanted. */
  discard(): Promise<void>;
}

/** `maxFiles`: bytes of all files together. Throws 413 above it, and 408 when nothing comes for 30 s. */
export async function receiveForm(request: Request, { spool, maxFiles }: { spool: Spool; maxFiles: number }): Promise<ReceivedForm> {
  const type = request.headers.get('content-type');
  if (!/^multipart\/form-data/i.test(type ?? '')) {
    const { body } = await parseBody(await readBody(request), type);
    return { fields: isPlainObject(body) ? (body as JsonObject) : {}, files: [], discard: async () => {} };
  }
  const fields: [string, string][] = [];
  const arriving: Promise<ReceivedFile | null>[] = [];
  const kept: Spooled[] = [];
  const discard = async (): Promise<void> => {
    await Promise.allSettled(arriving);
    await Promise.all(kept.map(file => file.remove()));
  };
  const parser = parserOf(type as string);
  try {
    let failure: unknown = null;
    const fail = (error: unknown): void => { failure ??= error; };
    parser.on('field', (name, value) => fields.push([name.slice(0, 200), value]));
    parser.on('file', (field, stream: Readable, { filename, mimeType }) => {
      const file = spool.put(stream).then(spooled => {
        kept.push(spooled);
        return spooled.size === 0 || field === '__proto__' ? null : { field: field.slice(0, 200), id: newId(), fileName: uploadName(filename), mimeType, size: spooled.size, content: spooled.content };
      });
      file.catch(error => { fail(error); stream.resume(); });
      arriving.push(file);
    });
    parser.on('partsLimit', () => fail(invalid(`The form has more than ${MAX_PARTS} parts.`, 413)));
    parser.on('filesLimit', () => fail(invalid(`The form has more than ${MAX_FILES} files.`, 413)));
    parser.on('error', () => fail(invalid('The multipart body is not valid.')));
    const closed = once(parser, 'close').catch(() => undefined);
    for await (const chunk of openBody(request, { limit: maxFiles + MAX_BODY, idle: true })) {
      if (failure) break;
      if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), closed]);
    }
    if (failure) throw failure;
    parser.end();
    await closed;
    if (failure) throw failure;
    const files = (await Promise.all(arriving)).filter(file => file !== null);
    return { fields: formToJson(fields, true), files, discard };
  } catch (error) {
    parser.destroy(); // ends the file that was arriving
    await discard();
    throw error;
  }
}

const invalid = (message: string, status = 400) => new AppError('invalid', message, { status, details: { reason: status === 413 ? 'too_large' : 'invalid_multipart' } });

function parserOf(type: string) {
  try {
    return busboy({ headers: { 'content-type': type }, limits: { parts: MAX_PARTS, fields: MAX_PARTS, files: MAX_FILES, fieldSize: MAX_BODY, headerPairs: 50 }, defParamCharset: 'utf8' });
  } catch {
    throw invalid('The multipart body is not valid: the boundary is missing.');
  }
}
