// Maps items to the columns of something else: one by one, or all keys as they are.
'use client';
import { isPlainObject, type Json, jsonEqual, type JsonObject, setOwn } from '~/lib/json';
import type { MapperField } from '~/nodes/fields';
import { Button, IconButton } from '~/ui/button';
import { Input } from '~/ui/input';
import { Segmented } from '~/ui/segmented';
import { FieldSection } from './composite';
import { MatchColumns, schemaOf, TableColumns } from './mapper-columns';
import { type FieldProps, objectOf } from './renderer';
import type { CatalogueEntry } from './use-catalogue';
import { ValueField } from './value-field';

export function MapperControl({ field, value, onChange, readOnly, nodeId, siblings }: FieldProps<MapperField>) {
  const outer = objectOf(value);
  const mode = outer.mappingMode === 'autoMapInputData' ? 'autoMapInputData' : 'defineBelow';
  const columns = Object.entries(objectOf(outer.value ?? undefined));
  const write = (next: [string, Json][]): void => {
    const mapped: JsonObject = {};
    for (const [key, inner] of next) setOwn(mapped, key, inner);
    onChange({ ...outer, mappingMode: mode, value: mapped });
  };
  const schema = Array.isArray(outer.schema) ? outer.schema : [];
  const matching = Array.isArray(outer.matchingColumns) ? outer.matchingColumns.filter(name => typeof name === 'string') : [];
  const matches = field.matchFor?.includes(String(siblings.operation ?? '')) ?? false;
  const known = mode === 'autoMapInputData' ? schema.flatMap(column => (isPlainObject(column) && typeof column.id === 'string' ? [column.id] : [])) : columns.map(([name]) => name);
  const learn = (entries: CatalogueEntry[]): void => {
    const next = schemaOf(entries);
    if (!jsonEqual(next, schema)) onChange({ value: null, ...outer, mappingMode: mode, schema: next });
  };
  return (
    <FieldSection label={field.label} help={field.help} aside={<Segmented size="xs" label={`How to map ${field.label}`} value={mode} onChange={mappingMode => onChange({ value: null, ...outer, mappingMode })} segments={[{ value: 'defineBelow', label: 'One by one' }, { value: 'autoMapInputData', label: 'All keys' }]} />}>
      {field.list === 'columns' && !readOnly ? <TableColumns nodeId={nodeId} siblings={siblings} used={mode === 'defineBelow' ? columns.map(([name]) => name) : null} onLoaded={learn} onPick={name => write([...columns, [name, '']])} /> : null}
      {matches ? <MatchColumns names={known} chosen={matching} readOnly={readOnly} onChange={matchingColumns => onChange({ value: null, ...outer, mappingMode: mode, matchingColumns })} /> : null}
      {mode === 'autoMapInputData' ? <p className="text-dense text-fg-3">Keys of each item are sent to the columns of the same name.</p> : (
        <>
          <ul>
            {columns.map(([name, inner], index) => (
              // The key is what is being edited.
              <li key={index} className="mb-2 grid grid-cols-[minmax(88px,1fr)_minmax(0,2fr)_24px] items-start gap-1.5">
                <Input aria-label={`Column ${index + 1}`} size="sm" mono value={name} placeholder="column" readOnly={readOnly} onChange={event => write(columns.map((each, other) => (other === index ? [event.target.value, inner] : each)))} />
                <ValueField label={`Value of ${name || `column ${index + 1}`}`} value={inner} nodeId={nodeId} readOnly={readOnly} onChange={next => write(columns.map((each, other) => (other === index ? [name, next] : each)))} />
                {readOnly ? null : <IconButton size="xs" icon="trash-2" label={`Remove ${name || `column ${index + 1}`}`} onClick={() => write(columns.filter((_, other) => other !== index))} className="mt-0.5" />}
              </li>
            ))}
          </ul>
          {readOnly ? null : <Button size="sm" variant="quiet" icon="plus" onClick={() => write([...columns, [`column${columns.length + 1}`, '']])}>Add column</Button>}
        </>
      )}
    </FieldSection>
  );
}
