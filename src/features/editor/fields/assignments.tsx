// Assignments: name, type, value; one line each. A dropped key becomes a line of its own.
'use client';
import { newId } from '~/lib/ids';
import type { Json } from '~/lib/json';
import type { Assignment, AssignmentsField } from '~/nodes/fields';
import { Button, IconButton } from '~/ui/button';
import { FIELD_DRAG } from '~/ui/data/schema-tree';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import { Switch } from '~/ui/switch';
import { FieldSection } from './composite';
import { type FieldProps, isExpression, objectOf } from './renderer';
import { ValueField } from './value-field';

const TYPES: { value: Assignment['type']; label: string }[] = [
  { value: 'string', label: 'Text' }, { value: 'number', label: 'Number' }, { value: 'boolean', label: 'True or false' }, { value: 'array', label: 'List' }, { value: 'object', label: 'Object' },
];

/** Of files of older versions: kept, not offered. */
const OLD_TYPES: typeof TYPES = [{ value: 'any', label: 'As it is' }, { value: 'numeric', label: 'Number if it is one' }, { value: 'truthy', label: 'Whether it is anything' }, { value: 'binary', label: 'File' }];

const EMPTY: Record<Assignment['type'], Json> = { string: '', number: 0, boolean: false, array: '[]', object: '{}', binary: '', any: '', numeric: 0, truthy: false };

/** What a typed text is for that type; text that is no number yet stays text, so that typing goes on. */
function typedValue(type: Assignment['type'], value: Json): Json {
  if (type === 'number' && typeof value === 'string' && value.trim() !== '' && !isExpression(value) && Number.isFinite(Number(value)) && !/\.$|\.\d*0$/.test(value)) return Number(value);
  return value;
}

export function AssignmentsControl({ field, value, onChange, readOnly, nodeId }: FieldProps<AssignmentsField>) {
  const outer = objectOf(value);
  const list = (Array.isArray(outer.assignments) ? outer.assignments : []) as unknown as Assignment[];
  const write = (next: Assignment[]): void => onChange({ ...outer, assignments: next as unknown as Json });
  const patch = (index: number, change: Partial<Assignment>): void => write(list.map((each, other) => (other === index ? { ...each, ...change } : each)));
  const add = (name = '', of: Json = ''): void => write([...list, { id: newId(), name, type: 'string', value: of }]);
  return (
    <FieldSection label={field.label} help={field.help} note={list.length > 0 ? String(list.length) : undefined}>
      <ul>
        {list.map((assignment, index) => {
          const name = assignment.name || `field ${index + 1}`;
          return (
            <li key={assignment.id || index} aria-label={name} className="mb-2 grid grid-cols-[minmax(88px,1fr)_104px_minmax(0,2fr)_24px] items-start gap-1.5 max-md:grid-cols-1 max-md:border-line max-md:border-b max-md:pb-2">
              <Input aria-label={`Name of ${name}`} size="sm" mono value={assignment.name} placeholder="name" readOnly={readOnly} onChange={event => patch(index, { name: event.target.value })} />
              <Select size="sm" label={`Type of ${name}`} value={assignment.type} disabled={readOnly} options={[...TYPES, ...OLD_TYPES.filter(({ value }) => value === assignment.type)]} onChange={type => patch(index, { type, value: isExpression(assignment.value) ? assignment.value : EMPTY[type] })} />
              {assignment.type === 'boolean' && typeof assignment.value === 'boolean' ? (
                <div className="flex h-7 items-center gap-2"><Switch label={`Value of ${name}`} checked={assignment.value} disabled={readOnly} onChange={on => patch(index, { value: on })} /><Button size="xs" variant="quiet" onClick={() => patch(index, { value: '=' })}>Expression</Button></div>
              ) : (
                <ValueField label={`Value of ${name}`} value={assignment.value} readOnly={readOnly} nodeId={nodeId} lines={assignment.type === 'array' || assignment.type === 'object' ? 3 : 1} placeholder="value" onChange={next => patch(index, { value: typedValue(assignment.type, next) })} />
              )}
              {readOnly ? null : <IconButton size="xs" icon="trash-2" label={`Remove ${name}`} onClick={() => write(list.filter((_, other) => other !== index))} className="mt-0.5" />}
            </li>
          );
        })}
      </ul>
      {readOnly ? null : (
        <div onDragOver={event => { if (event.dataTransfer.types.includes(FIELD_DRAG)) event.preventDefault(); }}
          onDrop={event => {
            const path = event.dataTransfer.getData(FIELD_DRAG);
            if (!path) return;
            event.preventDefault();
            add(/([A-Za-z_$][\w$]*)(?:\]|"\])?$/.exec(path)?.[1] ?? 'field', `={{ ${path} }}`);
          }}
          className="flex items-center gap-2 rounded-control py-0.5">
          <Button size="sm" variant="quiet" icon="plus" onClick={() => add()}>Add field</Button>
          <span className="text-dense text-fg-3">or drop a field of the input here</span>
        </div>
      )}
    </FieldSection>
  );
}
