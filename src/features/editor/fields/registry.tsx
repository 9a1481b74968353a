// Every kind of parameter has a control. The record is total: a new kind does not compile without one.
'use client';
import type { ComponentType } from 'react';
import type { Field } from '~/nodes/fields';
import { AssignmentsControl } from './assignments';
import { CodeControl, JsonControl } from './code-controls';
import { CollectionControl, GroupControl, RowsControl } from './composite';
import { ConditionsControl } from './conditions';
import { LocatorControl } from './locator';
import { MapperControl } from './mapper';
import type { FieldProps } from './renderer';
import { BooleanControl, DateTimeControl, MultiOptionsControl, NoticeControl, NumberControl, OptionsControl, StringControl } from './simple';

type Controls = { [K in Field['kind']]: ComponentType<FieldProps<Extract<Field, { kind: K }>>> };

export const CONTROLS: Controls = {
  string: StringControl,
  number: NumberControl,
  boolean: BooleanControl,
  options: OptionsControl,
  multiOptions: MultiOptionsControl,
  dateTime: DateTimeControl,
  json: JsonControl,
  code: CodeControl,
  collection: CollectionControl,
  rows: RowsControl,
  group: GroupControl,
  assignments: AssignmentsControl,
  conditions: ConditionsControl,
  locator: LocatorControl,
  mapper: MapperControl,
  notice: NoticeControl,
};

export function FieldControl(props: FieldProps & { onRemove?(): void }) {
  const Control = CONTROLS[props.field.kind] as ComponentType<FieldProps & { onRemove?(): void }>;
  return <Control {...props} />;
}
