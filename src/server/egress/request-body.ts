// Bodies of requests: small ones are made once, files are read from storage as they are sent, anew for every redirect.
import { Readable } from 'node:stream';
import { FormData } from 'undici';
import type { BinaryRef } from '~/engine/items';
import { type HttpRequest, NodeError } from '~/nodes/contract';
import type { Files, OpenFile } from '~/nodes/tools/files';
import { encodePairs } from './encode-pairs';

export type OpenFiles = Pick<Files, 'open'>;

export interface OutgoingBody {
  contentType?: string;
  /** Bytes of files in it. */
  fileBytes: number;
  /** What undici sends, for one hop. */
  open(): Promise<{ data: unknown; /** Bytes, where undici cannot know them. */ length?: number }>;
}

const made = (data: unknown, contentType: string): OutgoingBody => ({ contentType, fileBytes: 0, open: async () => ({ data }) });

export async function outgoingBody(body: NonNullable<HttpRequest['body']>, files: OpenFiles | undefined): Promise<OutgoingBody> {
  const openFile = (ref: BinaryRef): Promise<OpenFile> => files?.open(ref) ?? Promise.reject(new NodeError('There are no files here'));
  switch (body.kind) {
    case 'json':
      return made(JSON.stringify(body.value), 'application/json');
    case 'text':
      return made(body.text, body.contentType);
    case 'form':
      return made(encodePairs(body.fields), 'application/x-www-form-urlencoded');
    case 'file': {
      const { size } = await openFile(body.file);
      return {
        contentType: body.contentType ?? body.file.mimeType,
        fileBytes: size,
        open: async () => ({ data: Readable.from((await openFile(body.file)).content, { objectMode: false }), length: size }),
      };
    }
    case 'multipart': {
      const parts = await Promise.all(body.parts.map(async part => ('file' in part ? { ...part, size: (await openFile(part.file)).size } : part)));
      return {
        fileBytes: parts.reduce((sum, part) => sum + ('size' in part ? part.size : 0), 0),
        async open() {
          const form = new FormData();
          for (const part of parts) {
            if ('value' in part) form.append(part.name, part.value);
            else form.append(part.name, fileLike(part.size, part.file, openFile) as never, part.file.fileName ?? 'file');
          }
          return { data: form };
        },
      };
    }
  }
}

/** As much of a File as a form reads: its size beforehand, its bytes when their turn comes. */
function fileLike(size: number, ref: BinaryRef, openFile: (ref: BinaryRef) => Promise<OpenFile>) {
  return {
    [Symbol.toStringTag]: 'File',
    name: ref.fileName ?? 'file', type: ref.mimeType, size, lastModified: 0,
    async *stream() {
      yield* (await openFile(ref)).content;
    },
  };
}
