// Text of files: from bytes and to bytes in the encodings a person may name.
import { NodeError } from '../contract';

const WRITTEN: Record<string, BufferEncoding> = { utf8: 'utf8', 'utf-8': 'utf8', utf16le: 'utf16le', 'utf-16le': 'utf16le', ucs2: 'utf16le', latin1: 'latin1', 'iso-8859-1': 'latin1', ascii: 'ascii', base64: 'base64', hex: 'hex' };
/** Names Node knows and the Encoding standard does not. */
const READ: Record<string, string> = { utf8: 'utf-8', utf16le: 'utf-16le', ucs2: 'utf-16le', binary: 'latin1' };

export function decoded(bytes: Uint8Array, encoding: string | undefined, stripBom: boolean): string {
  const name = (encoding || 'utf-8').toLowerCase();
  try {
    return new TextDecoder(Object.hasOwn(READ, name) ? READ[name] : name, { ignoreBOM: !stripBom }).decode(bytes);
  } catch {
    throw new NodeError(`The encoding "${encoding ?? ''}" is not known`);
  }
}

export function encoded(text: string, encoding: string | undefined, addBom: boolean): Uint8Array {
  const name = (encoding || 'utf8').toLowerCase();
  const known = Object.hasOwn(WRITTEN, name) ? WRITTEN[name] : undefined;
  if (known === undefined) throw new NodeError(`The encoding "${name}" is not known`);
  // Only encodings of Unicode have a mark.
  return Buffer.from(addBom && /^(utf|ucs)/.test(known) ? `\ufeff${text}` : text, known);
}
