// What a field renderer is given. Renderers draw the control; FieldRow draws label, toggle, help and preview around it.
'use client';
import { type ComponentType, createContext, use } from 'react';
import type { Json, JsonObject } from '~/lib/json';
import type { Field, Fields } from '~/nodes/fields';
import type { FieldScope } from './visible';

export interface FieldProps<F extends Field = Field> {
  field: F;
  /** Place in the node's parameters, for undo and for names: `options.response.responseFormat`. */
  path: string;
  /** As written; undefined when the default holds. */
  value: Json | undefined;
  onChange(value: Json | undefined): void;
  siblings: JsonObject;
  siblingFields: Fields;
  scope: FieldScope;
  readOnly: boolean;
  nodeId: string;
}

/** Kinds whose value may be one expression. Composite kinds hold expressions in their parts. */
export const SCALAR_KINDS: ReadonlySet<Field['kind']> = new Set(['string', 'number', 'boolean', 'options', 'multiOptions', 'dateTime', 'json', 'code', 'locator'] as const);

export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');

/** The written value as an object, for composite kinds. */
export const objectOf = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});

export interface FieldListProps {
  fields: Fields;
  value: JsonObject;
  /** The whole object and the path of the field that changed. */
  onChange(value: JsonObject, path: string): void;
  path: string;
  scope: FieldScope;
  readOnly: boolean;
  nodeId: string;
  /** In a collection a key that equals its default is still set. */
  keepDefaults?: boolean;
  /** Draws only these fields, with a way to remove each. */
  only?: readonly string[];
}

/** Composite controls draw fields inside themselves; the list comes from above, so that modules do not form a circle. */
export const FieldListContext = createContext<ComponentType<FieldListProps> | null>(null);

export function useFieldList(): ComponentType<FieldListProps> {
  const List = use(FieldListContext);
  if (!List) throw new Error('Composite fields need a FieldListContext above them');
  return List;
}
