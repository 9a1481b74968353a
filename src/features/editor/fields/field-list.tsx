// The fields of one object: those whose conditions hold, each writing its key.
'use client';
import { jsonEqual, type Json, type JsonObject } from '~/lib/json';
import type { Field } from '~/nodes/fields';
import { FieldRow } from './field-row';
import type { FieldListProps } from './renderer';
import { isVisible, standardOf } from './visible';

const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);

export function withKey(value: JsonObject, name: string, next: Json | undefined): JsonObject {
  const { [name]: _old, ...rest } = value;
  if (next === undefined) return rest;
  // Keys keep their order, so that an edit is a small difference.
  return name in value ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === name ? next : inner])) : { ...value, [name]: next };
}

export function FieldList({ fields, value, onChange, path, scope, readOnly, nodeId, keepDefaults, only }: FieldListProps) {
  const write = (name: string, field: Field, next: Json | undefined): void => {
    const plain = !keepDefaults && next !== undefined && jsonEqual(next, standardOf(field) ?? null);
    onChange(withKey(value, name, plain ? undefined : next), join(path, name));
  };
  return Object.entries(fields).map(([name, field]) => {
    if (only ? !only.includes(name) : !isVisible(field, value, fields, scope)) return null;
    return (
      <FieldRow key={name} field={field} path={join(path, name)} value={Object.hasOwn(value, name) ? value[name] : undefined} onChange={next => write(name, field, next)} siblings={value} siblingFields={fields} scope={scope} readOnly={readOnly} nodeId={nodeId}
        onRemove={only && !readOnly ? () => onChange(withKey(value, name, undefined), join(path, name)) : undefined} />
    );
  });
}
