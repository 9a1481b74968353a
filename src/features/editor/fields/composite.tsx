// Fields of fields: optional ones under "Add option", one group, repeated rows.
'use client';
import type { Json, JsonObject } from '~/lib/json';
import type { CollectionField, Field, Fields, GroupField, RowsField } from '~/nodes/fields';
import { Button, IconButton } from '~/ui/button';
import type { ReactNode } from 'react';
import { Menu } from '~/ui/menu';
import { RemoveButton } from './remove-button';
import { type FieldProps, objectOf, useFieldList } from './renderer';
import { isVisible, standardOf } from './visible';

export function FieldSection({ label, help, note, aside, onRemove, children }: { label: string; help?: string; note?: string; aside?: ReactNode; onRemove?(): void; children: ReactNode }) {
  return (
    <section aria-label={label} className="mb-2 first:[&>header]:mt-0 first:[&>header]:border-t-0 first:[&>header]:pt-0">
      <header className="mt-2 mb-1.5 flex min-h-9 items-center gap-2 border-line border-t pt-2.5">
        <h3 className="font-title">{label}</h3>
        {note ? <span className="text-dense text-fg-3">{note}</span> : null}
        <span className="flex-1" />
        {aside}
        {onRemove ? <RemoveButton label={label} onRemove={onRemove} /> : null}
      </header>
      {help ? <p className="dense mb-2 text-dense text-fg-3">{help}</p> : null}
      {children}
    </section>
  );
}

/** What a key of a collection starts with when it is added. */
function firstValue(field: Field): Json {
  switch (field.kind) {
    case 'collection': return {};
    case 'group': return { [field.key]: {} };
    case 'rows': return { [field.key]: [firstRow(field.fields)] };
    case 'assignments': case 'conditions': case 'mapper': return {};
    case 'multiOptions': return [...field.default];
    default: return (standardOf(field) ?? '') as Json;
  }
}

const firstRow = (fields: Fields): JsonObject => Object.fromEntries(Object.entries(fields).filter(([, field]) => field.kind === 'string' || field.kind === 'rows').map(([name, field]) => [name, field.kind === 'rows' ? {} : (field as { default: string }).default]));

export function CollectionControl({ field, path, value, onChange, scope, readOnly, nodeId, ...rest }: FieldProps<CollectionField> & { onRemove?(): void }) {
  const FieldList = useFieldList();
  const set = objectOf(value);
  const chosen = Object.keys(field.fields).filter(name => Object.hasOwn(set, name));
  const open = Object.entries(field.fields).filter(([name, each]) => !Object.hasOwn(set, name) && isVisible(each, set, field.fields, scope));
  return (
    <FieldSection label={field.label} help={field.help} onRemove={rest.onRemove}>
      <FieldList fields={field.fields} value={set} onChange={onChange} path={path} scope={scope} readOnly={readOnly} nodeId={nodeId} keepDefaults only={chosen} />
      {open.length > 0 && !readOnly ? (
        <Menu entries={open.map(([name, each]) => ({ label: each.label, onSelect: () => onChange({ ...set, [name]: firstValue(each) }) }))}
          trigger={<Button size="sm" variant="quiet" icon="plus" className="md:ml-32">Add option</Button>} />
      ) : null}
      {chosen.length === 0 && open.length === 0 ? <p className="text-dense text-fg-3">No options apply.</p> : null}
    </FieldSection>
  );
}

export function GroupControl({ field, path, value, onChange, scope, readOnly, nodeId, ...rest }: FieldProps<GroupField> & { onRemove?(): void }) {
  const FieldList = useFieldList();
  const outer = objectOf(value);
  const inner = objectOf(outer[field.key]);
  return (
    <FieldSection label={field.label} help={field.help} onRemove={rest.onRemove}>
      <FieldList fields={field.fields} value={inner} onChange={next => onChange({ ...outer, [field.key]: next })} path={`${path}.${field.key}`} scope={scope} readOnly={readOnly} nodeId={nodeId} />
    </FieldSection>
  );
}

export function RowsControl({ field, path, value, onChange, scope, readOnly, nodeId, ...rest }: FieldProps<RowsField> & { onRemove?(): void }) {
  const FieldList = useFieldList();
  const outer = objectOf(value);
  const rows = Array.isArray(outer[field.key]) ? (outer[field.key] as Json[]) : [];
  const write = (next: Json[]): void => onChange({ ...outer, [field.key]: next });
  const move = (from: number, to: number): void => {
    const next = [...rows];
    next.splice(to, 0, ...next.splice(from, 1));
    write(next);
  };
  const names = Object.keys(field.fields);
  const flat = names.length <= 2 && names.every(name => field.fields[name]?.kind === 'string');
  return (
    <FieldSection label={field.label} help={field.help} note={rows.length > 0 ? String(rows.length) : undefined} onRemove={rest.onRemove}>
      <ol>
        {rows.map((row, index) => (
          // Rows have no identity of their own in the file.
          <li key={index} className={flat ? 'mb-2 border-line border-b pb-1' : 'mb-2 border-line border-b pb-2'} aria-label={`${field.label} ${index + 1}`}>
            <div className="flex items-center gap-1 pb-1">
              <span className="flex-1 text-dense text-fg-3">{index + 1}</span>
              {readOnly ? null : (
                <>
                  {rows.length > 1 ? <IconButton size="xs" icon="chevron-up" label={`Move ${index + 1} up`} disabled={index === 0} onClick={() => move(index, index - 1)} /> : null}
                  {rows.length > 1 ? <IconButton size="xs" icon="chevron-down" label={`Move ${index + 1} down`} disabled={index === rows.length - 1} onClick={() => move(index, index + 1)} /> : null}
                  <IconButton size="xs" icon="trash-2" label={`Remove ${index + 1}`} onClick={() => write(rows.filter((_, other) => other !== index))} />
                </>
              )}
            </div>
            <div><FieldList fields={field.fields} value={objectOf(row)} onChange={next => write(rows.map((old, other) => (other === index ? next : old)))} path={`${path}.${field.key}[${index}]`} scope={scope} readOnly={readOnly} nodeId={nodeId} keepDefaults /></div>
          </li>
        ))}
      </ol>
      {readOnly ? null : <Button size="sm" variant="quiet" icon="plus" className="md:ml-32" onClick={() => write([...rows, firstRow(field.fields)])}>{field.addLabel ?? 'Add'}</Button>}
    </FieldSection>
  );
}

