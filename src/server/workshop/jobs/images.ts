// Pictures: what they are, and editing them, by sharp. Everything stays within a number of pixels, one thread, and no cache.
import sharp, { type Sharp } from 'sharp';
import { messageOf } from '~/lib/errors';
import type { JsonObject } from '~/lib/json';
import { NodeError } from '~/nodes/contract';
import type { ImageStep, Jobs } from '~/nodes/tools/jobs';
import { checkSize, colorOf, type Size, STEPS } from './image-steps';

const MAX_PIXELS = 50_000_000;
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'heif'];
const NAMES: Record<string, string> = { jpeg: 'JPEG (Joint Photographic Experts Group)', png: 'PNG (Portable Network Graphics)', webp: 'WEBP (WebP Image Format)', gif: 'GIF (Graphics Interchange Format)', tiff: 'TIFF (Tagged Image File Format)' };

sharp.cache(false);
sharp.concurrency(1);

const open = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false });

async function formatOf(bytes: Uint8Array): Promise<string> {
  let format: string | undefined;
  try {
    ({ format } = await open(bytes).metadata());
  } catch (error) {
    const text = messageOf(error, 200);
    throw new NodeError(/pixel limit/i.test(text) ? 'The picture is too large' : 'The file is not a picture that can be read', { description: text });
  }
  // Drawings and documents may refer to other files, and have no pixels of their own.
  if (format === undefined || !FORMATS.includes(format)) throw new NodeError(`Pictures of the kind ${format ?? 'unknown'} cannot be edited`, { description: `These can: ${FORMATS.join(', ')}` });
  return format;
}

/** With the names of fields of n8n's items, as far as they are known. */
export async function imageInfo({ bytes }: Jobs['imageInfo']['input']): Promise<JsonObject> {
  const format = await formatOf(bytes);
  const { width = 0, height = 0, depth, channels, space, density, hasAlpha, orientation, isProgressive } = await open(bytes).metadata();
  const bits = depth === 'ushort' || depth === 'short' ? 16 : depth === 'float' || depth === 'uint' ? 32 : 8;
  return {
    Format: NAMES[format] ?? format.toUpperCase(), format: format.toUpperCase(), Geometry: `${width}x${height}`, size: { width, height },
    Depth: `${bits} bits-per-pixel component`, depth: bits, 'Channel count': channels ?? 0, Colorspace: space ?? '', Filesize: `${bytes.length} bytes`,
    Interlace: isProgressive ? 'Plane' : 'No', ...(density === undefined ? {} : { Resolution: `${density}x${density} pixels` }), ...(orientation === undefined ? {} : { Orientation: String(orientation) }), Alpha: hasAlpha === true,
  };
}

const create = ({ width, height, color }: Extract<ImageStep, { operation: 'create' }>): Sharp => sharp({ create: { ...checkSize({ width, height }), channels: 4, background: colorOf(color) } });

/** One picture to the next. Pictures in between are uncompressed PNG: no step sees what the one before left open. */
async function apply(picture: Buffer | Uint8Array, step: ImageStep): Promise<Buffer> {
  if (step.operation === 'create') return create(step).png({ compressionLevel: 0 }).toBuffer();
  const { width = 0, height = 0 } = await open(picture).metadata();
  const size: Size = { width, height };
  const run = STEPS[step.operation] as (image: Sharp, given: ImageStep, from: Size, read: (bytes: Uint8Array) => Sharp) => Sharp | Promise<Sharp>;
  const made = await run(open(picture).ensureAlpha(), step, size, open);
  return made.png({ compressionLevel: 0 }).toBuffer();
}

function encoded(image: Sharp, format: string, quality: number): Sharp {
  const best = Math.min(100, Math.max(1, Math.round(Number(quality)) || 80));
  switch (format) {
    case 'jpeg':
    case 'jpg':
      return image.flatten({ background: '#ffffff' }).jpeg({ quality: best });
    case 'webp':
      return image.webp({ quality: best });
    case 'gif':
      return image.gif();
    case 'tiff':
      return image.tiff({ quality: best });
    case 'avif':
    case 'heif':
      return image.avif({ quality: best });
    case 'png':
      return image.png();
    default:
      throw new NodeError(`Pictures of the kind ${format} cannot be written`, { description: 'These can: png, jpeg, webp, gif, tiff, avif' });
  }
}

export async function editImage({ bytes, steps, format, quality }: Jobs['editImage']['input']): Promise<Jobs['editImage']['output']> {
  const own = bytes === null ? 'png' : await formatOf(bytes);
  let picture: Uint8Array | null = bytes;
  for (const step of steps) {
    if (step.operation === 'composite') await formatOf(step.bytes);
    if (picture === null && step.operation !== 'create') throw new NodeError('There is no picture to edit');
    try {
      picture = await apply(picture ?? new Uint8Array(), step);
    } catch (error) {
      if (error instanceof NodeError) throw error;
      throw new NodeError(`The picture could not be edited (${step.operation})`, { description: messageOf(error, 300) });
    }
  }
  if (picture === null) throw new NodeError('There is no picture to edit');
  const wanted = format === '' ? (own === 'heif' ? 'avif' : own) : format;
  return { bytes: await encoded(open(picture), wanted, quality).toBuffer(), format: wanted === 'jpg' ? 'jpeg' : wanted };
}
