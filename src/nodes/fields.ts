// Parameter builders. A node declares each parameter once, as data: the editor draws it, the engine resolves it,
// TypeScript infers its type for run.ts. Browser-safe.
import type { Json } from '~/lib/json';

type Literal = string | number | boolean;

/**
 * When a field applies, by sibling values. A key starting with `/` reads from the top level of the node's parameters,
 * `@version` is the node's typeVersion. All keys must match. A value `{ from, to }` is an inclusive range of versions.
 */
export type Condition = Record<string, readonly Literal[] | { from?: number; to?: number }>;

interface FieldBase {
  label: string;
  help?: string;
  placeholder?: string;
  show?: Condition;
  hide?: Condition;
  required?: boolean;
  /** The value is taken as written, never as an expression. */
  fixed?: boolean;
}

export interface Option<V extends Literal = Literal> {
  value: V;
  label: string;
  help?: string;
}

export interface StringField extends FieldBase { kind: 'string'; default: string; lines?: number; as?: 'text' | 'password' | 'markdown' | 'html' | 'sql' }
export interface NumberField extends FieldBase { kind: 'number'; default: number; min?: number; max?: number; unit?: string }
export interface BooleanField extends FieldBase { kind: 'boolean'; default: boolean }
export interface OptionsField<V extends Literal = Literal> extends FieldBase { kind: 'options'; default: V; options: readonly Option<V>[] }
export interface MultiOptionsField<V extends Literal = Literal> extends FieldBase { kind: 'multiOptions'; default: readonly V[]; options: readonly Option<V>[] }
export interface DateTimeField extends FieldBase { kind: 'dateTime'; default: string }
export interface JsonField extends FieldBase { kind: 'json'; default: string }
export interface CodeField extends FieldBase { kind: 'code'; default: string; language: 'javascript' | 'python' }
/** Optional values under one "Add option" menu; absent keys are "not set". */
export interface CollectionField<F extends Fields = Fields> extends FieldBase { kind: 'collection'; fields: F }
/** n8n's fixedCollection with many values: `{ [key]: Row[] }`. */
export interface RowsField<K extends string = string, F extends Fields = Fields> extends FieldBase { kind: 'rows'; key: K; fields: F; addLabel?: string }
/** n8n's fixedCollection with one value: `{ [key]: { … } }`. */
export interface GroupField<K extends string = string, F extends Fields = Fields> extends FieldBase { kind: 'group'; key: K; fields: F }
export interface AssignmentsField extends FieldBase { kind: 'assignments' }
export interface ConditionsField extends FieldBase { kind: 'conditions' }
/** n8n's resource locator; run.ts sees the chosen value. `list` names what the editor offers to choose from; `by`: the one way to write it by hand. */
export interface LocatorField extends FieldBase { kind: 'locator'; default: string; list?: 'workflows' | 'schemas' | 'tables'; by?: 'name' | 'id' }
/** n8n's resource mapper. `list`: the editor can fetch the columns; `matchFor`: operations that find rows by some of them. */
export interface MapperField extends FieldBase { kind: 'mapper'; list?: 'columns'; matchFor?: readonly string[] }
export interface NoticeField extends FieldBase { kind: 'notice' }

export type Field =
  | StringField | NumberField | BooleanField | OptionsField | MultiOptionsField | DateTimeField | JsonField | CodeField
  | CollectionField | RowsField | GroupField | AssignmentsField | ConditionsField | LocatorField | MapperField | NoticeField;

export type Fields = { readonly [name: string]: Field };

/** The last three are those of older versions: as it is, a number where the text is one, whether it is anything. */
export type AssignmentType = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'binary' | 'any' | 'numeric' | 'truthy';
export interface Assignment { id: string; name: string; type: AssignmentType; value: Json | undefined }
export interface AssignmentsValue { assignments?: Assignment[] }

export type OperandType = 'string' | 'number' | 'boolean' | 'dateTime' | 'array' | 'object' | 'any';
export interface FilterCondition {
  id: string;
  leftValue: Json;
  rightValue: Json;
  operator: { type: OperandType; operation: string; singleValue?: boolean; rightType?: OperandType; name?: string };
}
export interface ConditionsValue {
  options?: { caseSensitive?: boolean; leftValue?: string; typeValidation?: 'strict' | 'loose'; version?: number };
  combinator?: 'and' | 'or';
  conditions?: FilterCondition[];
}

export interface MapperValue { mappingMode: 'defineBelow' | 'autoMapInputData'; value: Record<string, Json> | null; matchingColumns?: string[]; attemptToConvertTypes?: boolean; schema?: { id: string; type?: string; required?: boolean }[] }

type Widen<V> = V extends string ? V : V extends number ? V : V;

/** The TypeScript value of a field, as run.ts gets it. */
export type ValueOf<F extends Field> =
  F extends StringField | DateTimeField | CodeField | LocatorField ? string
  : F extends NumberField ? number
  : F extends BooleanField ? boolean
  : F extends OptionsField<infer V> ? Widen<V>
  : F extends MultiOptionsField<infer V> ? V[]
  : F extends JsonField ? Json
  : F extends CollectionField<infer C> ? Partial<ParametersOf<C>>
  : F extends RowsField<infer K, infer C> ? { [P in K]?: ParametersOf<C>[] }
  : F extends GroupField<infer K, infer C> ? { [P in K]?: Partial<ParametersOf<C>> }
  : F extends AssignmentsField ? AssignmentsValue
  : F extends ConditionsField ? ConditionsValue
  : F extends MapperField ? MapperValue
  : undefined;

export type ParametersOf<F extends Fields> = { -readonly [K in keyof F]: ValueOf<F[K]> };

type Spec<F extends Field> = Omit<F, 'kind'>;

export const string = (field: Omit<Spec<StringField>, 'default'> & { default?: string }): StringField => ({ kind: 'string', ...field, default: field.default ?? '' });
export const number = (field: Spec<NumberField>): NumberField => ({ kind: 'number', ...field });
export const boolean = (field: Omit<Spec<BooleanField>, 'default'> & { default?: boolean }): BooleanField => ({ kind: 'boolean', ...field, default: field.default ?? false });
export const options = <const V extends Literal>(field: Omit<FieldBase, never> & { default: NoInfer<V>; options: readonly Option<V>[] }): OptionsField<V> => ({ kind: 'options', ...field });
export const multiOptions = <const V extends Literal>(field: Omit<FieldBase, never> & { default: readonly NoInfer<V>[]; options: readonly Option<V>[] }): MultiOptionsField<V> => ({ kind: 'multiOptions', ...field });
export const dateTime = (field: Omit<Spec<DateTimeField>, 'default'> & { default?: string }): DateTimeField => ({ kind: 'dateTime', ...field, default: field.default ?? '' });
export const json = (field: Omit<Spec<JsonField>, 'default'> & { default?: string }): JsonField => ({ kind: 'json', ...field, default: field.default ?? '' });
export const code = (field: Spec<CodeField>): CodeField => ({ kind: 'code', ...field });
export const collection = <const C extends Fields>(field: FieldBase & { fields: C }): CollectionField<C> => ({ kind: 'collection', ...field });
export const rows = <const K extends string, const C extends Fields>(field: FieldBase & { key: K; fields: C; addLabel?: string }): RowsField<K, C> => ({ kind: 'rows', ...field });
export const group = <const K extends string, const C extends Fields>(field: FieldBase & { key: K; fields: C }): GroupField<K, C> => ({ kind: 'group', ...field });
export const assignments = (field: Spec<AssignmentsField>): AssignmentsField => ({ kind: 'assignments', ...field });
export const conditions = (field: Spec<ConditionsField>): ConditionsField => ({ kind: 'conditions', ...field });
export const locator = (field: Omit<Spec<LocatorField>, 'default'> & { default?: string }): LocatorField => ({ kind: 'locator', ...field, default: field.default ?? '' });
export const mapper = (field: Spec<MapperField>): MapperField => ({ kind: 'mapper', ...field });
export const notice = (label: string, show?: Condition): NoticeField => ({ kind: 'notice', label, ...(show ? { show } : {}) });
