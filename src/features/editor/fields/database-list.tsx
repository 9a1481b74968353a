// A schema or a table, chosen from those of the step's database.
'use client';
import type { JsonObject } from '~/lib/json';
import { Button } from '~/ui/button';
import { Combobox } from '~/ui/combobox';
import { useCatalogue } from './use-catalogue';

interface Props {
  of: 'schemas' | 'tables';
  nodeId: string;
  siblings: JsonObject;
  value: string;
  label: string;
  disabled: boolean;
  onChange(name: string): void;
}

const ONE = { schemas: 'schema', tables: 'table' };

export function DatabaseList({ of, nodeId, siblings, value, label, disabled, onChange }: Props) {
  const catalogue = useCatalogue(nodeId, of, siblings);
  const names = catalogue.kind === 'listed' ? catalogue.entries.map(({ name }) => name) : [];
  // What is chosen stays readable while the list is not there.
  const options = (value && !names.includes(value) && catalogue.kind !== 'listed' ? [value, ...names] : names).map(name => ({ value: name, label: name }));
  const placeholder = catalogue.kind === 'loading' ? `Loading ${of} …` : catalogue.kind === 'idle' ? catalogue.why : catalogue.kind === 'listed' && names.length === 0 ? `There is no ${ONE[of]} here` : `Choose a ${ONE[of]}`;
  return (
    <>
      <Combobox size="sm" label={label} value={value || null} disabled={disabled || catalogue.kind === 'loading'} options={options} placeholder={placeholder} empty={catalogue.kind === 'listed' ? (names.length === 0 ? `There is no ${ONE[of]} here` : 'Nothing matches') : placeholder} onChange={onChange} />
      {catalogue.kind === 'failed' ? (
        <p role="alert" className="mt-1 text-dense text-failed">{catalogue.message} <Button size="sm" variant="quiet" onClick={catalogue.again}>Try again</Button></p>
      ) : null}
    </>
  );
}
