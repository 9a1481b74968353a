// Kinds of files by the ending of their name, for files that come without a kind of their own.
const TYPES: Record<string, string> = {
  '7z': 'application/x-7z-compressed', avif: 'image/avif', bmp: 'image/bmp', css: 'text/css', csv: 'text/csv', doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', eml: 'message/rfc822', epub: 'application/epub+zip',
  flac: 'audio/flac', gif: 'image/gif', gz: 'application/gzip', gzip: 'application/gzip', htm: 'text/html', html: 'text/html',
  ico: 'image/vnd.microsoft.icon', ics: 'text/calendar', jpeg: 'image/jpeg', jpg: 'image/jpeg', js: 'text/javascript', json: 'application/json',
  m4a: 'audio/mp4', md: 'text/markdown', mov: 'video/quicktime', mp3: 'audio/mpeg', mp4: 'video/mp4', mpeg: 'video/mpeg',
  ods: 'application/vnd.oasis.opendocument.spreadsheet', odt: 'application/vnd.oasis.opendocument.text', ogg: 'audio/ogg', pdf: 'application/pdf',
  png: 'image/png', ppt: 'application/vnd.ms-powerpoint', pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rtf: 'application/rtf', svg: 'image/svg+xml', tar: 'application/x-tar', tif: 'image/tiff', tiff: 'image/tiff', tsv: 'text/tab-separated-values',
  txt: 'text/plain', vcf: 'text/vcard', wav: 'audio/wav', webm: 'video/webm', webp: 'image/webp', xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xml: 'application/xml', yaml: 'application/yaml', yml: 'application/yaml', zip: 'application/zip',
};

/** The ending of a name without its dot, in lower case; empty when it has none. */
export const extensionOf = (name: string): string => /[^/.]\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

export function mimeTypeOf(name: string): string | undefined {
  const extension = extensionOf(name);
  return Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
}

/** Whether bytes are text: UTF-8 without control characters at their beginning. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 1000);
  if (start.some(byte => byte < 9 || (byte > 13 && byte < 32))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The kind of a file, by its name or else its content. */
export const kindOf = (fileName: string, bytes: Uint8Array): string => mimeTypeOf(fileName) ?? (looksLikeText(bytes) ? 'text/plain' : 'application/octet-stream');
