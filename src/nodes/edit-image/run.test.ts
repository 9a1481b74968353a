// Edit image: what the pictures look like afterwards, by their pixels.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Item } from '~/engine/items';
import type { JsonObject } from '~/lib/json';
import { runJob } from '~/server/workshop/jobs';
import { resized, wrapped } from '~/server/workshop/jobs/image-steps';
import { outputsOf, testContext, testFiles } from '../testing';
import { editImage } from './definition';
import { runEditImage } from './run';

const picture = (width: number, height: number, background: string) => sharp({ create: { width, height, channels: 4, background } }).png().toBuffer();
const red = await picture(40, 20, '#ff0000');
const blue = await picture(10, 10, '#0000ff');

async function run(parameters: JsonObject, bytes: Uint8Array = red) {
  const { files, kept } = testFiles({ red: bytes, blue });
  const ref = (id: string, fileName: string) => ({ id, mimeType: 'image/png', fileSize: 1, fileName });
  const item: Item = { json: { keep: 1 }, binary: { data: ref('red', 'red.png'), other: ref('blue', 'blue.png') } };
  const [made] = outputsOf(await runEditImage(testContext(editImage, { parameters, items: [item], tools: { files, work: runJob } })))[0] ?? [];
  const image = sharp(kept.get('f1') ?? red);
  const { width = 0, height = 0, format } = await image.metadata();
  const { data, info } = await image.clone().ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)];
  return { item: made, size: [width, height], format, at };
}
const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];

describe('edit image', () => {
  it('resizes', async () => {
    expect((await run({ operation: 'resize', width: 20, height: 20, resizeOption: 'ignoreAspectRatio' })).size).toEqual([20, 20]);
    expect((await run({ operation: 'resize', width: 50, height: 50, resizeOption: 'percent' })).size).toEqual([20, 10]);
  });
  it.each([
    ['maximumArea', 20, 20, { width: 28, height: 14 }], ['minimumArea', 20, 20, { width: 40, height: 20 }], ['onlyIfLarger', 20, 20, { width: 20, height: 10 }],
    ['onlyIfLarger', 80, 80, { width: 40, height: 20 }], ['onlyIfSmaller', 80, 80, { width: 80, height: 40 }], ['onlyIfSmaller', 20, 80, { width: 40, height: 20 }],
  ] as const)('%s of %d x %d', (how, width, height, wanted) => expect(resized({ width: 40, height: 20 }, { how, width, height })).toEqual(wanted));
  it('crops, within the picture', async () => {
    expect((await run({ operation: 'crop', width: 10, height: 10, positionX: 35, positionY: 5 })).size).toEqual([5, 10]);
  });
  it('rotates and shears', async () => {
    expect((await run({ operation: 'rotate', rotate: 90 })).size).toEqual([20, 40]);
    expect((await run({ operation: 'rotate', rotate: -90 })).size).toEqual([20, 40]);
    expect((await run({ operation: 'shear', degreesX: 45 })).size[0]).toBe(60);
  });
  it('puts a border around', async () => {
    const { size, at } = await run({ operation: 'border', borderWidth: 5, borderHeight: 3, borderColor: '#00ff00' });
    expect(size).toEqual([50, 26]);
    expect([at(0, 0), at(5, 3)]).toEqual([[0, 255, 0, 255], RED]);
  });
  it('draws', async () => {
    const { at } = await run({ operation: 'draw', primitive: 'rectangle', color: '#0000ff00', startPositionX: 10, startPositionY: 5, endPositionX: 20, endPositionY: 10 });
    expect([at(12, 7), at(9, 7), at(12, 12)]).toEqual([BLUE, RED, RED]);
  });
  it('puts another picture on it, also partly outside', async () => {
    const { at, size } = await run({ operation: 'composite', dataPropertyNameComposite: 'other', positionX: 35, positionY: -5 });
    expect(size).toEqual([40, 20]);
    expect([at(36, 2), at(34, 2), at(36, 6)]).toEqual([BLUE, RED, RED]);
    expect((await run({ operation: 'composite', dataPropertyNameComposite: 'other', positionX: 400 })).at(20, 10)).toEqual(RED);
  });
  it('cuts a circle, as the workflow of the samples does', async () => {
    const operations: JsonObject[] = [
      { operation: 'create', width: 20, height: 20, backgroundColor: '#000000ff' },
      { operation: 'draw', color: '#ffffff00', primitive: 'circle', startPositionX: 10, startPositionY: 10, endPositionX: 10, endPositionY: 2 },
      { operation: 'composite', operator: 'In', dataPropertyNameComposite: 'data' },
    ];
    const { at, size, item } = await run({ operation: 'multiStep', operations: { operations }, options: { format: 'png' } });
    expect(size).toEqual([20, 20]);
    expect(at(10, 10)).toEqual(RED);
    expect(at(0, 0)[3]).toBe(0);
    expect(item?.json).toEqual({ keep: 1 });
    expect(Object.keys(item?.binary ?? {})).toEqual(['data', 'other']);
  });
  it('creates, blurs and makes a colour transparent', async () => {
    expect((await run({ operation: 'create', backgroundColor: '#00ff0000' })).size).toEqual([50, 50]);
    expect((await run({ operation: 'blur' })).at(20, 10)).toEqual(RED);
    expect((await run({ operation: 'transparent', color: '#ff0000' })).at(20, 10)[3]).toBe(0);
  });
  it('writes text, which is text and no markup', async () => {
    expect((await run({ operation: 'text', text: '<svg/> & "x"\u0000', fontSize: 10, positionX: 0, positionY: 10 })).size).toEqual([40, 20]);
    const { at } = await run({ operation: 'text', text: '█████', fontColor: '#0000ff', fontSize: 20, positionX: 0, positionY: 18 });
    expect([5, 10, 15, 20].some(x => at(x, 10)[2] !== 0)).toBe(true);
    expect(wrapped('one two three\nfour', 8)).toEqual(['one two', 'three', 'four']);
  });
  it('writes other formats', async () => {
    const { format, item } = await run({ operation: 'blur', options: { format: 'jpeg', quality: 50 } });
    expect(format).toBe('jpeg');
    expect(item?.binary?.data).toMatchObject({ fileName: 'red.jpg', mimeType: 'image/jpeg' });
  });
  it('tells what a picture is', async () => {
    expect((await run({ operation: 'information' })).item?.json).toMatchObject({ keep: 1, format: 'PNG', Geometry: '40x20', size: { width: 40, height: 20 }, depth: 8 });
  });
  it.each<[JsonObject, Uint8Array, string]>([
    [{ operation: 'blur' }, Buffer.from('nope'), 'not a picture that can be read'],
    [{ operation: 'blur' }, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'), 'Pictures of the kind svg cannot be edited'],
    [{ operation: 'create', width: 15000, height: 15000 }, red, 'The picture would be too large'],
    [{ operation: 'resize', width: 0, height: 5 }, red, 'The width must be between'],
    [{ operation: 'border', borderColor: 'url(#x)' }, red, 'is not a colour'],
    [{ operation: 'composite', dataPropertyNameComposite: 'other', operator: 'Bumpmap' }, red, 'The operator "Bumpmap" is not supported'],
    [{ operation: 'multiStep' }, red, 'There are no steps yet'],
    [{ operation: 'blur', dataPropertyName: 'nope' }, red, 'The item has no file "nope"'],
  ])('refuses %j', async (parameters, bytes, message) => expect(run(parameters, bytes)).rejects.toThrow(message));
  it('I10 refuses a picture that unpacks to too many pixels', async () => {
    const bomb = Buffer.from(red);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    await expect(run({ operation: 'blur' }, bomb)).rejects.toThrow(/too large|cannot be read|could not be edited/);
  });
});
