// Columns of a mapper: those of the table to take over one by one, and those that rows are found by.
'use client';
import { useEffect, useRef, useState } from 'react';
import type { Json, JsonObject } from '~/lib/json';
import { Button } from '~/ui/button';
import { Checkbox } from '~/ui/checkbox';
import { type CatalogueEntry, useCatalogue } from './use-catalogue';

/** Columns in the shape n8n writes them, so that a file that goes there has them too. */
export const schemaOf = (entries: readonly CatalogueEntry[]): Json[] => entries.map(({ name, type = 'string', required = false }) => ({ id: name, displayName: name, type, required, display: true, defaultMatch: name === 'id', canBeUsedToMatch: true }));

interface TableColumnsProps {
  nodeId: string;
  siblings: JsonObject;
  /** Columns that have a value already; null where all keys are sent. */
  used: readonly string[] | null;
  onLoaded(entries: CatalogueEntry[]): void;
  onPick(name: string): void;
}

/** Asks when it is told to, and not before: the database may be far away. */
export function TableColumns({ nodeId, siblings, used, onLoaded, onPick }: TableColumnsProps) {
  const [wanted, setWanted] = useState(false);
  const catalogue = useCatalogue(nodeId, 'columns', siblings, wanted);
  const entries = wanted && catalogue.kind === 'listed' ? catalogue.entries : null;
  const told = useRef<CatalogueEntry[] | null>(null);
  useEffect(() => {
    if (!entries || told.current === entries) return;
    told.current = entries;
    if (entries.length > 0) onLoaded(entries);
  }, [entries, onLoaded]);
  const left = entries?.filter(({ name }) => !used?.includes(name)) ?? [];
  return (
    <div className="mb-2 flex flex-wrap items-center gap-1.5">
      {entries ? null : <Button size="sm" variant="quiet" disabled={catalogue.kind === 'idle'} busy={wanted && catalogue.kind === 'loading'} onClick={() => (catalogue.kind === 'failed' ? catalogue.again() : setWanted(true))}>Look up the columns of the table</Button>}
      {catalogue.kind === 'idle' ? <span className="text-dense text-fg-3">{catalogue.why}</span> : null}
      {catalogue.kind === 'failed' ? <span role="alert" className="text-dense text-failed">{catalogue.message}</span> : null}
      {entries?.length === 0 ? <span className="text-dense text-fg-3">There is no such table, or it has no columns.</span> : null}
      {used === null ? (entries && entries.length > 0 ? <span className="text-dense text-fg-3">Columns: {entries.map(({ name }) => name).join(', ')}</span> : null)
        : left.map(({ name, type, required }) => <Button key={name} size="sm" variant="quiet" icon="plus" title={[type, required ? 'needs a value' : undefined].filter(Boolean).join(', ')} onClick={() => onPick(name)}>{name}{required ? ' *' : ''}</Button>)}
    </div>
  );
}

/** An update finds its row by the values of some columns. */
export function MatchColumns({ names, chosen, readOnly, onChange }: { names: readonly string[]; chosen: readonly string[]; readOnly: boolean; onChange(names: string[]): void }) {
  const all = [...new Set([...names, ...chosen])].filter(name => name !== '');
  return (
    <fieldset className="mb-2">
      <legend className="text-dense text-fg-2">Find rows by</legend>
      {all.length === 0 ? <p className="text-dense text-fg-3">Add a column first.</p> : (
        <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {all.map(name => <Checkbox key={name} label={name} disabled={readOnly} checked={chosen.includes(name)} onChange={checked => onChange(checked ? [...chosen, name] : chosen.filter(each => each !== name))} />)}
        </div>
      )}
    </fieldset>
  );
}
