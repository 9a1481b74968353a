// Parameters in n8n's shape, where Weft's newest shape says more than n8n's can.
import { type JsonObject, objectOf } from '~/lib/json';

interface Shape {
  parameters: JsonObject;
  warnings: string[];
}

function without(parameters: JsonObject, path: readonly string[]): JsonObject {
  const [first, ...rest] = path as [string, ...string[]];
  if (!Object.hasOwn(parameters, first)) return parameters;
  const copy = { ...parameters };
  if (rest.length === 0) delete copy[first];
  else copy[first] = without(objectOf(copy[first]), rest);
  return copy;
}

const webhook = (parameters: JsonObject): Shape => {
  const { httpMethods, ...rest } = parameters;
  return { parameters: httpMethods === undefined ? parameters : { ...rest, httpMethod: httpMethods }, warnings: [] };
};

const switchNode = (parameters: JsonObject): Shape => {
  if (!Object.hasOwn(parameters, 'fixedOutputs')) return { parameters, warnings: [] };
  return { parameters: without(parameters, ['fixedOutputs']), warnings: ['several rules may share an output here; in n8n each rule has its own, so check the connections'] };
};

const merge = (parameters: JsonObject): Shape => {
  const options = objectOf(parameters.options);
  const warnings: string[] = [];
  if (options.unpairedFrom === 'input1') warnings.push('n8n includes unpaired items of all inputs');
  if (options.multipleMatches === 'last') warnings.push('n8n cannot take the last match only');
  return { parameters: without(parameters, ['options', 'unpairedFrom']), warnings };
};

const httpRequest = (parameters: JsonObject): Shape => {
  const response = objectOf(objectOf(objectOf(parameters.options).response).response);
  if (response.splitArrays === undefined) return { parameters, warnings: [] };
  return {
    parameters: without(parameters, ['options', 'response', 'response', 'splitArrays']),
    warnings: response.splitArrays === false ? ['n8n makes one item of each element of a list'] : [],
  };
};

const set = (parameters: JsonObject): Shape => {
  const list = objectOf(parameters.assignments).assignments;
  if (!Array.isArray(list) || !list.some(row => objectOf(row).type === 'any')) return { parameters, warnings: [] };
  const assignments = list.map(row => (objectOf(row).type === 'any' ? { ...objectOf(row), type: 'string' } : row));
  return { parameters: { ...parameters, assignments: { assignments } }, warnings: ['n8n converts values to the type of their field'] };
};

const SHAPES: Record<string, (parameters: JsonObject) => Shape> = { webhook, switch: switchNode, merge, httpRequest, set };

export function toN8nShape(type: string, parameters: JsonObject): Shape {
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  return shape?.(parameters) ?? { parameters, warnings: [] };
}
