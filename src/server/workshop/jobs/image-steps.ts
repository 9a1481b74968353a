// The steps of editing a picture, each from one picture to the next, by sharp (libvips).
import type { Blend, OverlayOptions, Sharp } from 'sharp';
import { NodeError } from '~/nodes/contract';
import type { ImageStep } from '~/nodes/tools/jobs';

export interface Size {
  width: number;
  height: number;
}

type StepOf<O extends ImageStep['operation']> = Extract<ImageStep, { operation: O }>;
/** `open` makes a picture of bytes, within the limits. */
type Run<O extends ImageStep['operation']> = (image: Sharp, step: StepOf<O>, size: Size, open: (bytes: Uint8Array) => Sharp) => Sharp | Promise<Sharp>;

const MAX_SIDE = 16_000;
const MAX_PIXELS = 50_000_000;

/** A length in whole pixels, at least `least`. */
function pixels(value: number, name: string, least = 1): number {
  const length = Math.round(Number(value));
  if (!Number.isFinite(length) || length < least || length > MAX_SIDE) throw new NodeError(`The ${name} must be between ${least} and ${MAX_SIDE} pixels`);
  return length;
}

export function checkSize({ width, height }: Size): Size {
  const size = { width: pixels(width, 'width'), height: pixels(height, 'height') };
  if (size.width * size.height > MAX_PIXELS) throw new NodeError('The picture would be too large', { description: `The limit is ${MAX_PIXELS / 1_000_000} million pixels.` });
  return size;
}

interface Color {
  r: number;
  g: number;
  b: number;
  /** 0 is fully transparent. */
  alpha: number;
}

/** The last two digits are opacity the way n8n's library has it: 00 is opaque, ff is fully transparent. */
export function colorOf(text: string): Color {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim());
  const long = short ? `#${short.slice(1).map(digit => digit + digit).join('')}` : text.trim();
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/i.exec(long);
  if (!found) throw new NodeError(`"${text.slice(0, 50)}" is not a colour`, { description: 'A colour looks like #ff0000.' });
  const [r = 0, g = 0, b = 0, clear = 0] = found.slice(1).map(pair => Number.parseInt(pair ?? '00', 16));
  return { r, g, b, alpha: 1 - clear / 255 };
}

const svgColor = (text: string): string => {
  const { r, g, b, alpha } = colorOf(text);
  return `rgba(${r},${g},${b},${alpha})`;
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`).replace(/[^\P{Cc}\t\n]/gu, '');

const drawn = (image: Sharp, { width, height }: Size, inner: string): Sharp => image.composite([{ input: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inner}</svg>`), top: 0, left: 0 }]);

/** Breaks at blanks so that lines have at most `length` characters; words that are longer stay whole. */
export function wrapped(text: string, length: number): string[] {
  const limit = Math.max(1, Math.floor(length) || 80);
  return text.split('\n').flatMap(line => {
    const lines = [''];
    for (const word of line.split(' ')) {
      const last = lines.at(-1) ?? '';
      if (last !== '' && last.length + 1 + word.length > limit) lines.push(word);
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines;
  });
}

let fonts: Promise<boolean> | undefined;

/** Without fonts a text would be missing without a word: a letter is drawn once to see. */
function hasFonts(): Promise<boolean> {
  fonts ??= (async () => {
    const { default: sharp } = await import('sharp');
    const probe = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text x="2" y="18" font-size="18">x</text></svg>';
    const bytes = await sharp(Buffer.from(probe)).ensureAlpha().extractChannel('alpha').raw().toBuffer();
    return bytes.some(value => value > 0);
  })();
  return fonts;
}

const BLENDS: Record<string, Blend> = { Over: 'over', In: 'in', Out: 'out', Atop: 'atop', Xor: 'xor', Add: 'add', Plus: 'add', Copy: 'source', Difference: 'difference', Multiply: 'multiply' };

/** Width and height an ordinary resize leads to, by n8n's words for it. */
export function resized(from: Size, { width, height, how }: Pick<StepOf<'resize'>, 'width' | 'height' | 'how'>): Size {
  const scaled = (factor: number): Size => ({ width: Math.max(1, Math.round(from.width * factor)), height: Math.max(1, Math.round(from.height * factor)) });
  const [x, y] = [width / from.width, height / from.height];
  switch (how) {
    case 'ignoreAspectRatio':
      return { width, height };
    case 'minimumArea':
      return scaled(Math.max(x, y));
    case 'onlyIfLarger':
      return x < 1 || y < 1 ? scaled(Math.min(x, y)) : from;
    case 'onlyIfSmaller':
      return x > 1 && y > 1 ? scaled(Math.min(x, y)) : from;
    case 'percent':
      return { width: Math.max(1, Math.round((from.width * width) / 100)), height: Math.max(1, Math.round((from.height * height) / 100)) };
    default:
      return scaled(Math.sqrt((width * height) / (from.width * from.height)));
  }
}

/** Every step but the one that makes a new picture. Total: a new step does not compile without its behaviour. */
export const STEPS: { [O in Exclude<ImageStep['operation'], 'create'>]: Run<O> } = {
  resize(image, step, size) {
    const { width, height } = checkSize(resized(size, { ...step, width: pixels(step.width, 'width'), height: pixels(step.height, 'height') }));
    return image.resize(width, height, { fit: 'fill' });
  },
  crop(image, step, size) {
    const left = Math.min(pixels(step.x, 'position', 0), size.width - 1);
    const top = Math.min(pixels(step.y, 'position', 0), size.height - 1);
    return image.extract({ left, top, width: Math.min(pixels(step.width, 'width'), size.width - left), height: Math.min(pixels(step.height, 'height'), size.height - top) });
  },
  rotate: (image, { degrees, color }) => image.rotate(((Number(degrees) || 0) % 360 + 360) % 360, { background: colorOf(color) }),
  blur: (image, { sigma }) => image.blur(Math.min(100, Math.max(0.3, Number(sigma) || 0.3))),
  border(image, step, size) {
    const [x, y] = [pixels(step.width, 'border', 0), pixels(step.height, 'border', 0)];
    checkSize({ width: size.width + 2 * x, height: size.height + 2 * y });
    return image.extend({ top: y, bottom: y, left: x, right: x, background: colorOf(step.color) });
  },
  draw(image, step, size) {
    const [x, y, endX, endY, radius] = [step.x, step.y, step.endX, step.endY, step.cornerRadius].map(value => Number(value) || 0) as [number, number, number, number, number];
    const color = svgColor(step.color);
    if (step.primitive === 'line') return drawn(image, size, `<line x1="${x}" y1="${y}" x2="${endX}" y2="${endY}" stroke="${color}"/>`);
    if (step.primitive === 'circle') return drawn(image, size, `<circle cx="${x}" cy="${y}" r="${Math.hypot(endX - x, endY - y)}" fill="${color}"/>`);
    return drawn(image, size, `<rect x="${Math.min(x, endX)}" y="${Math.min(y, endY)}" width="${Math.abs(endX - x)}" height="${Math.abs(endY - y)}" rx="${Math.max(0, radius)}" fill="${color}"/>`);
  },
  async text(image, step, size) {
    if (!(await hasFonts())) throw new NodeError('There is no font to write with', { description: 'Install fonts on the machine Weft runs on.' });
    const fontSize = pixels(step.size, 'font size');
    const lines = wrapped(step.text.slice(0, 10_000), step.lineLength).map((line, index) => `<tspan x="${Number(step.x) || 0}" dy="${index === 0 ? 0 : '1.2em'}">${escaped(line) || ' '}</tspan>`);
    return drawn(image, size, `<text x="${Number(step.x) || 0}" y="${Number(step.y) || 0}" font-size="${fontSize}" font-family="${escaped(step.font)}" fill="${svgColor(step.color)}" xml:space="preserve">${lines.join('')}</text>`);
  },
  async composite(image, step, size, open) {
    const blend = Object.hasOwn(BLENDS, step.operator) ? BLENDS[step.operator] : undefined;
    if (blend === undefined) throw new NodeError(`The operator "${step.operator.slice(0, 30)}" is not supported`, { description: `There are: ${Object.keys(BLENDS).join(', ')}` });
    const [x, y] = [Math.round(Number(step.x) || 0), Math.round(Number(step.y) || 0)];
    const { width = 0, height = 0 } = await open(step.bytes).metadata();
    // What lies outside is cut off first: libvips takes no picture that is larger than the one below it.
    const left = Math.max(0, -x);
    const top = Math.max(0, -y);
    const seen = { width: Math.min(width - left, size.width - Math.max(0, x)), height: Math.min(height - top, size.height - Math.max(0, y)) };
    const visible = seen.width > 0 && seen.height > 0;
    const clear = { create: { width: 1, height: 1, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } } };
    const overlay: OverlayOptions = visible ? { input: await open(step.bytes).ensureAlpha().extract({ left, top, ...seen }).png().toBuffer(), left: Math.max(0, x), top: Math.max(0, y), blend } : { input: clear, left: 0, top: 0, blend };
    return image.composite([overlay]);
  },
  shear(image, { degreesX, degreesY }, size) {
    const [x, y] = [degreesX, degreesY].map(degrees => Math.tan(((Number(degrees) || 0) * Math.PI) / 180)) as [number, number];
    checkSize({ width: size.width + Math.abs(x) * size.height, height: size.height + Math.abs(y) * size.width });
    return image.affine([[1, x], [y, 1]], { background: { r: 255, g: 255, b: 255, alpha: 1 } });
  },
  async transparent(image, { color }) {
    const { r, g, b } = colorOf(color);
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    for (let at = 0; at < data.length; at += 4) if (data[at] === r && data[at + 1] === g && data[at + 2] === b) data[at + 3] = 0;
    const { default: sharp } = await import('sharp');
    return sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });
  },
};
