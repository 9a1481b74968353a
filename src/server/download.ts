// A stored file as a download: never shown as a page of Weft's origin (security.md B4, W37).
import { type StoredFile, streamOf } from './repositories/execution-files';

/** Pictures and texts no browser runs anything in. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif)|text\/plain|application\/json|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

/** Shown by the browser itself where `inline` is wanted and the kind is harmless; saved under its name otherwise. */
export function downloadOf(file: StoredFile, fileName: string, inline = false): Response {
  const type = (file.mimeType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const shown = inline && SHOWN.test(type);
  const plain = fileName.replace(/[^\w. -]+/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, '_');
  return new Response(streamOf(file), {
    headers: {
      'content-type': shown ? type : 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  });
}
