// Which expression a picked field becomes.
import { expect, it } from 'vitest';
import { fieldPath } from './source-tree';

it.each([
  [{ direct: true, alone: true }, ['a', 'b c', 0], '$json.a["b c"][0]'],
  [{ direct: true, alone: false }, ['a'], "$('It\\'s').item.json.a"],
  [{ direct: true, alone: true }, ['$binary', 'data', 'fileName'], '$binary.data.fileName'],
  [{ direct: false, alone: true }, ['$binary', 'data'], "$('It\\'s').item.binary.data"],
])('%j %j', (source, path, wanted) => expect(fieldPath({ name: "It's", ...source }, path)).toBe(wanted));
