// Parameters of a node: defaults filled in, fields that do not apply left at their default, expressions resolved per item when read.
import { getOwn, isPlainObject, type JsonObject, setOwn } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import type { NodeDefinition, ParameterReader } from '~/nodes/contract';
import type { Field, Fields } from '~/nodes/fields';
import { SharedTime } from './expression/budget';
import { ExpressionError } from './expression/errors';
import type { ExpressionScope } from './expression/scope';
import type { EvaluateOptions } from './expression/template';
import { type CompiledValue, compileValue } from './expression/value';
import { applies, convert, defaultOf, type FieldContext } from './parameter-fields';

interface CompiledField {
  readonly name: string;
  /** The same for every item. */
  readonly constant: boolean;
  readonly evaluate: CompiledValue['evaluate'];
}

export interface CompiledParameters {
  /** As written, brought to the version that runs. */
  readonly raw: JsonObject;
  readonly typeVersion: number;
  readonly constant: boolean;
  readonly fields: readonly CompiledField[];
  /** Makes a reader over one step's scope. `warn` receives what expressions silently left empty. */
  reader(scope: ExpressionScope, warn: (parameter: string, message: string) => void): ParameterReader<never>;
}

/** The newest accepted version that is not newer than the written one, else the oldest. */
function acceptedVersion(definition: NodeDefinition, written: number): number {
  const older = definition.versions.filter(version => version <= written);
  return older.length > 0 ? Math.max(...older) : (definition.versions[0] ?? written);
}

/** Parameters and version as they run: an older shape folded into a newer one. What cannot be folded stays as written. */
export function foldParameters(node: WorkflowNode, definition: NodeDefinition | undefined): { raw: JsonObject; typeVersion: number } {
  const written = { raw: node.parameters, typeVersion: definition ? acceptedVersion(definition, node.typeVersion) : node.typeVersion };
  if (!definition?.fold) return written;
  try {
    const { parameters, typeVersion } = definition.fold(written.raw, written.typeVersion);
    return { raw: parameters, typeVersion };
  } catch {
    return written;
  }
}

export function compileParameters(node: WorkflowNode, definition: NodeDefinition | undefined): CompiledParameters {
  const { raw, typeVersion } = foldParameters(node, definition);
  const topFields = definition?.parameters ?? {};
  const context: FieldContext = { top: raw, topFields, typeVersion };
  const fields = Object.entries(topFields).map(([name, field]) => compileField(name, field, raw, topFields, context));
  const constant = fields.every(field => field.constant);
  const View = viewClass(fields);
  return { raw, typeVersion, constant, fields, reader: (scope, warn) => createReader({ raw, constant, fields, View, scope, warn }) };
}

function compileField(name: string, field: Field, raw: JsonObject, siblings: Fields, context: FieldContext): CompiledField {
  const written = getOwn(raw, name);
  if (written === undefined || !applies(field, raw, siblings, context)) {
    const fallback = defaultOf(field);
    return { name, constant: true, evaluate: () => fallback };
  }
  const part = compileShape(field, written, context);
  if (part.constant) {
    let known: { value: unknown } | null = null;
    const evaluate = (scope: ExpressionScope): unknown => {
      known ??= { value: part.evaluate(scope) };
      return known.value;
    };
    return { name, constant: true, evaluate };
  }
  return { name, constant: false, evaluate: (scope, options) => part.evaluate(scope, options) };
}

/** One value in the shape its field asks for; nested fields are handled by their own kinds. */
function compileShape(field: Field, written: unknown, context: FieldContext): CompiledValue {
  if (field.fixed) return { constant: true, evaluate: () => convert(field, written) };
  if (isPlainObject(written)) {
    if (field.kind === 'collection') return compileGroup(field.fields, written, context, false);
    if (field.kind === 'group' && isPlainObject(written[field.key])) return keyed(field.key, compileGroup(field.fields, written[field.key] as Record<string, unknown>, context, false));
    if (field.kind === 'rows') return compileRows(field.key, field.fields, written, context);
  }
  const value = compileValue(written);
  return { constant: value.constant, evaluate: (scope, options) => convert(field, value.evaluate(scope, options)) };
}

/** Named values of a collection, group or row. Rows get defaults; in collections an absent key means "not set". */
function compileGroup(fields: Fields, written: Record<string, unknown>, context: FieldContext, defaults: boolean): CompiledValue {
  const parts: { key: string; part: CompiledValue }[] = [];
  for (const [key, value] of Object.entries(written)) {
    const field = getOwn(fields, key) as Field | undefined;
    if (field && !applies(field, written as JsonObject, fields, context)) continue;
    parts.push({ key, part: field ? compileShape(field, value, context) : compileValue(value) });
  }
  if (defaults) {
    for (const [key, field] of Object.entries(fields)) {
      if (parts.some(part => part.key === key)) continue;
      const fallback = defaultOf(field);
      parts.push({ key, part: { constant: true, evaluate: () => fallback } });
    }
  }
  return {
    constant: parts.every(({ part }) => part.constant),
    evaluate: (scope, options) => {
      const result: Record<string, unknown> = {};
      for (const { key, part } of parts) setOwn(result, key, within(key, () => part.evaluate(scope, options)));
      return result;
    },
  };
}

function compileRows(key: string, fields: Fields, written: Record<string, unknown>, context: FieldContext): CompiledValue {
  const given = written[key];
  const rows = (Array.isArray(given) ? given : isPlainObject(given) ? [given] : null)?.map(row => (isPlainObject(row) ? compileGroup(fields, row, context, true) : compileValue(row)));
  if (!rows) return compileValue(written);
  return keyed(key, {
    constant: rows.every(row => row.constant),
    evaluate: (scope, options) => rows.map((row, index) => within(`[${index}]`, () => row.evaluate(scope, options))),
  });
}

const keyed = (key: string, inner: CompiledValue): CompiledValue => ({
  constant: inner.constant,
  evaluate: (scope, options) => ({ [key]: within(key, () => inner.evaluate(scope, options)) }),
});

function within<T>(key: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof ExpressionError) error.path = error.path === undefined ? key : `${key}${error.path.startsWith('[') ? '' : '.'}${error.path}`;
    throw error;
  }
}

// --- reading -------------------------------------------------------------------------------------------------------

type Read = (field: CompiledField, index: number) => unknown;
type ViewClass = new (index: number, read: Read) => object;

/** A class with one lazy getter for each field, so that an item pays only for the parameters that are read for it. */
function viewClass(fields: readonly CompiledField[]): ViewClass {
  class View {
    readonly #index: number;
    readonly #read: Read;
    readonly #values: unknown[] = [];
    constructor(index: number, read: Read) {
      this.#index = index;
      this.#read = read;
    }
    static value(view: View, slot: number): unknown {
      const values = view.#values;
      if (!(slot in values)) values[slot] = view.#read(fields[slot] as CompiledField, view.#index);
      return values[slot];
    }
  }
  for (const [slot, field] of fields.entries()) {
    Object.defineProperty(View.prototype, field.name, {
      enumerable: true,
      get(this: View) {
        return View.value(this, slot);
      },
    });
  }
  return View;
}

interface ReaderParts {
  raw: JsonObject;
  constant: boolean;
  fields: readonly CompiledField[];
  View: ViewClass;
  scope: ExpressionScope;
  warn: (parameter: string, message: string) => void;
}

function createReader({ raw, constant, fields, View, scope, warn }: ReaderParts): ParameterReader<never> {
  const time = new SharedTime();
  const options = new Map<CompiledField, EvaluateOptions>(fields.map(field => [field, { warn: message => warn(field.name, message), time }]));
  const read: Read = (field, index) => {
    try {
      return field.evaluate(field.constant ? scope : scope.at(index), options.get(field));
    } catch (error) {
      if (error instanceof ExpressionError) {
        error.path = error.path === undefined ? field.name : `${field.name}${error.path.startsWith('[') ? '' : '.'}${error.path}`;
        error.item = index;
      }
      throw error;
    }
  };
  let last: { index: number; view: object } | null = null;
  const at = (index = 0): never => {
    if (!last || (!constant && last.index !== index)) last = { index, view: new View(index, read) };
    return last.view as never;
  };
  return { at, get: (name, index = 0) => at(index)[name], raw, constant };
}

/** One parameter resolved for the scope's item (`$parameter.x`); also a written one the node does not declare. */
export function resolveParameter(parameters: CompiledParameters, name: string, scope: ExpressionScope): unknown {
  const field = parameters.fields.find(each => each.name === name);
  return field ? field.evaluate(scope) : compileValue(getOwn(parameters.raw, name)).evaluate(scope);
}
