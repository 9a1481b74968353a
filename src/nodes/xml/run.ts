// XML: see engine-nodes.md 9.3.
import { getPath, setOwn, type JsonObject } from '~/lib/json';
import { NodeError, type RunNode } from '../contract';
import { eachItem } from '../each-item';
import { buildXml } from './build';
import type { xml } from './definition';
import { parseXml } from './parse';

export const runXml: RunNode<typeof xml> = context => [
  eachItem(context, (item, index) => {
    const { mode, dataPropertyName, options } = context.parameters.at(index);
    if (mode === 'jsonToxml') {
      const json: JsonObject = {};
      setOwn(json, dataPropertyName || 'data', buildXml(item.json, options));
      return { json };
    }
    const text = getPath(item.json, dataPropertyName);
    if (text === undefined || text === null) throw new NodeError(`The item has no field "${dataPropertyName}"`);
    return { json: parseXml(String(text), options) };
  }),
];
