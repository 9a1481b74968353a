// Maps items to the columns of something else: one by one, or all keys as they are.
'use client';
import type { Json, JsonObject } from '~/lib/json';
import { setOwn } from '~/lib/json';
import type { MapperField } from '~/nodes/fields';
import { Button, IconButton } from '~/ui/button';
import { Input } from '~/ui/input';
import { Segmented } from '~/ui/segmented';
import { FieldSection } from './composite';
import { type FieldProps, objectOf } from './renderer';
import { ValueField } from './value-field';

export function MapperControl({ field, value, onChange, readOnly, nodeId }: FieldProps<MapperField>) {
  const outer = objectOf(value);
  const mode = outer.mappingMode === 'autoMapInputData' ? 'autoMapInputData' : 'defineBelow';
  const columns = Object.entries(objectOf(outer.value ?? undefined));
  const write = (next: [string, Json][]): void => {
    const mapped: JsonObject = {};
    for (const [key, inner] of next) setOwn(mapped, key, inner);
    onChange({ ...outer, mappingMode: mode, value: mapped });
  };
  return (
    <FieldSection label={field.label} help={field.help} aside={<Segmented size="xs" label={`How to map ${field.label}`} value={mode} onChange={mappingMode => onChange({ value: null, ...outer, mappingMode })} segments={[{ value: 'defineBelow', label: 'One by one' }, { value: 'autoMapInputData', label: 'All keys' }]} />}>
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
