// A parameter that takes a JSON object, as text or as the value of an expression.
import { isPlainObject, type Json, type JsonObject } from '~/lib/json';
import { NodeError } from './contract';

/** The object that `value` is or writes. `subject` begins the sentence of the error: "The claims are". Throws a NodeError. */
export function objectOf(value: Json, subject: string): JsonObject {
  let read = value;
  if (typeof value === 'string') {
    try {
      read = JSON.parse(value) as Json;
    } catch {
      throw new NodeError(`${subject} not valid JSON`);
    }
  }
  if (!isPlainObject(read)) throw new NodeError(`${subject} not a JSON object`);
  return read as JsonObject;
}
