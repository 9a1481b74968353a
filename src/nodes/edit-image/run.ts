// Edit image: see engine-nodes.md 9.4. The workshop does the work (server/workshop/jobs/images).
import type { Item } from '~/engine/items';
import { NodeError, type RunContext, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { ParametersOf } from '../fields';
import { fileOf, withFile } from '../files/item-file';
import { extensionOf } from '../files/mime';
import type { ImageStep } from '../tools/jobs';
import type { editImage } from './definition';
import type { stepFields } from './step-fields';

type Parameters = ParametersOf<typeof editImage.parameters>;
type Fields = ParametersOf<typeof stepFields>;
type Context = RunContext<Parameters>;

/** Defaults that differ by operation in n8n, where the field stands once in Weft. */
const NEW_SIDE = 50;
const TEXT_AT = 50;

async function stepOf(operation: string, fields: Fields, written: Partial<Fields>, item: Item, font: string, context: Context): Promise<ImageStep> {
  const { width, height, positionX: x, positionY: y } = fields;
  switch (operation) {
    case 'blur':
      return { operation, sigma: fields.sigma };
    case 'border':
      return { operation, width: fields.borderWidth, height: fields.borderHeight, color: fields.borderColor };
    case 'composite':
      return { operation, bytes: await context.tools.files.read(fileOf(item, fields.dataPropertyNameComposite)), operator: fields.operator, x, y };
    case 'create':
      return { operation, width: written.width === undefined ? NEW_SIDE : width, height: written.height === undefined ? NEW_SIDE : height, color: fields.backgroundColor };
    case 'crop':
      return { operation, width, height, x, y };
    case 'draw':
      return { operation, primitive: fields.primitive, color: fields.color, x: fields.startPositionX, y: fields.startPositionY, endX: fields.endPositionX, endY: fields.endPositionY, cornerRadius: fields.cornerRadius };
    case 'resize':
      return { operation, width, height, how: fields.resizeOption };
    case 'rotate':
      return { operation, degrees: fields.rotate, color: fields.backgroundColor };
    case 'shear':
      return { operation, degreesX: fields.degreesX, degreesY: fields.degreesY };
    case 'text':
      return { operation, text: fields.text, color: fields.fontColor, size: fields.fontSize, font, x: written.positionX === undefined ? TEXT_AT : x, y: written.positionY === undefined ? TEXT_AT : y, lineLength: fields.lineLength };
    case 'transparent':
      return { operation, color: fields.color };
    default:
      throw new NodeError(`The operation "${operation}" is not known`);
  }
}

/** A path of a font file, which n8n takes, names a file of another machine. */
const fontOf = (font: string | undefined): string => (font === undefined || font === '' || /[\\/]/.test(font) ? 'sans-serif' : font);

async function edit(item: Item, index: number, context: Context): Promise<Item> {
  const parameters = context.parameters.at(index);
  const { operation, options } = parameters;
  const property = parameters.dataPropertyName || 'data';
  if (operation === 'information') {
    const info = await context.tools.work('imageInfo', { bytes: await context.tools.files.read(fileOf(item, property)) });
    return { json: { ...item.json, ...info }, ...(item.binary === undefined ? {} : { binary: item.binary }) };
  }
  const font = fontOf(options.font);
  const raw = context.parameters.raw as Partial<Fields> & { operations?: { operations?: Partial<Fields>[] } };
  const rows = parameters.operations.operations ?? [];
  const steps = operation === 'multiStep'
    ? await Promise.all(rows.map((row, at) => stepOf(row.operation, row, raw.operations?.operations?.[at] ?? row, item, font, context)))
    : [await stepOf(operation, parameters, raw, item, font, context)];
  if (steps.length === 0) throw new NodeError('There are no steps yet');
  const source = steps[0]?.operation === 'create' ? null : fileOf(item, property);
  const made = await context.tools.work('editImage', { bytes: source === null ? null : await context.tools.files.read(source), steps, format: options.format ?? '', quality: options.quality ?? 100 });
  const extension = made.format === 'jpeg' ? 'jpg' : made.format;
  const named = options.fileName || (source?.fileName ?? `image.${extension}`);
  const right = ['jpeg', 'jpg'].includes(extensionOf(named)) ? 'jpg' : extensionOf(named);
  const fileName = options.fileName || right === extension ? named : `${named.replace(/\.[^./]*$/, '')}.${extension}`;
  const file = await context.tools.files.write(made.bytes, { fileName, mimeType: `image/${made.format}` });
  return { json: item.json, binary: withFile(item.binary, property, file) };
}

export const runEditImage: RunNode<typeof editImage> = async context => [await eachItemAsync(context, (item, index) => edit(item, index, context))];
