// The digests of `.hash()`, in JavaScript so that previews in the browser give the same result.
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2';
import { sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { toBase64 } from './base64';
import { ExpressionError } from './errors';

const DIGESTS: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ['md5', md5], ['sha1', sha1], ['sha224', sha224], ['sha256', sha256], ['sha384', sha384], ['sha512', sha512],
  ['sha3', sha3_512], ['sha3-256', sha3_256], ['sha3-384', sha3_384], ['sha3-512', sha3_512], ['ripemd160', ripemd160],
]);

/** Hex digest of the text's UTF-8 bytes; `base64` encodes instead, as n8n's method does. Throws ExpressionError for another name. */
export function digest(algorithm: string, text: string): string {
  const name = algorithm.toLowerCase();
  if (name === 'base64') return toBase64(utf8ToBytes(text));
  const run = DIGESTS.get(name);
  if (!run) throw new ExpressionError('type', `hash() does not know "${algorithm.slice(0, 40)}"; use one of ${[...DIGESTS.keys()].join(', ')}`);
  return bytesToHex(run(utf8ToBytes(text)));
}
