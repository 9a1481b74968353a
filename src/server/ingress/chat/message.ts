// What somebody wrote in a chat, with the files that came with it, as the item the trigger gives.
import type { BinaryRef, Item } from '~/engine/items';
import { AppError } from '~/lib/errors';
import type { Json, JsonObject } from '~/lib/json';
import { refOf } from '~/nodes/files/pieces';
import { shownSize } from '~/nodes/files/shown-size';
import type { Container } from '~/server/container';
import type { IncomingFile, IncomingFiles } from '~/server/execution/incoming-files';
import { type ReceivedFile, receiveForm } from '../form/receive';

const MAX_MESSAGE = 100_000;
const MAX_FILES = 20;

export interface ChatMessage { session: string; action: string; item: Item; files: IncomingFiles }

/** Receives a message, hands it on, and leaves nothing of it on the disk. Throws 400, 413 and 415 for what is none. */
export async function withMessage<T>({ spool, env }: Container, request: Request, options: JsonObject, use: (message: ChatMessage) => Promise<T>): Promise<T> {
  const takesFiles = options.allowFileUploads === true;
  const received = await receiveForm(request, { spool, maxFiles: takesFiles ? env.maxFile : 0 });
  try {
    return await use(messageOf(received.fields, takesFiles ? received.files : [], options));
  } finally {
    await received.discard();
  }
}

function messageOf(given: JsonObject, files: readonly ReceivedFile[], options: JsonObject): ChatMessage {
  const session = text(given.sessionId).slice(0, 200);
  const action = text(given.action) || 'sendMessage';
  const chatInput = text(given.chatInput);
  if (action !== 'loadPreviousSession' && chatInput.trim() === '' && files.length === 0) throw new AppError('invalid', 'The message is empty: send { "sessionId", "chatInput" }.', { details: { field: 'chatInput' } });
  if (chatInput.length > MAX_MESSAGE) throw new AppError('invalid', 'The message is too long.', { status: 413 });
  if (files.length > MAX_FILES) throw new AppError('invalid', `A message may have ${MAX_FILES} files at most.`, { status: 413 });
  const allowed = text(options.allowedFilesMimeTypes) || '*';
  for (const { mimeType, fileName } of files) {
    if (!isAllowed(mimeType, allowed)) throw new AppError('invalid', `The file "${fileName ?? 'without a name'}" is of the kind ${mimeType}, which this chat does not take.`, { status: 415, details: { field: 'files' } });
  }
  const json: JsonObject = { ...given };
  const binary: Record<string, BinaryRef> = {};
  const kept = new Map<string, IncomingFile>();
  for (const [index, file] of files.entries()) {
    binary[`data${index}`] = refOf(file.id, file.size, { mimeType: file.mimeType, ...(file.fileName ? { fileName: file.fileName } : {}) });
    kept.set(file.id, file);
  }
  if (files.length > 0) json.files = Object.entries(binary).map(([binaryKey, { fileName = '', mimeType, fileSize = 0, fileExtension = '' }]): Json => ({ fileName, fileSize: shownSize(fileSize), fileType: mimeType.split('/')[0] ?? '', mimeType, fileExtension, binaryKey }));
  return { session, action, item: { json, ...(files.length > 0 ? { binary } : {}) }, files: kept };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

/** `image/*, application/pdf`; `*` takes everything. */
function isAllowed(mimeType: string, list: string): boolean {
  return list.split(',').map(each => each.trim().toLowerCase()).some(each => each === '*' || each === '*/*' || each === mimeType.toLowerCase() || (each.endsWith('/*') && mimeType.toLowerCase().startsWith(each.slice(0, -1))));
}
