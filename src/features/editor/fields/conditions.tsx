// Conditions: left side, comparison, right side; all or any of them.
'use client';
import { newId } from '~/lib/ids';
import type { Json } from '~/lib/json';
import type { ConditionsField, ConditionsValue, FilterCondition, OperandType } from '~/nodes/fields';
import { Button, IconButton } from '~/ui/button';
import { Menu } from '~/ui/menu';
import { Segmented } from '~/ui/segmented';
import { Icon } from '~/ui/icon';
import { FieldSection } from './composite';
import { findOperator, keepOperator, OPERATORS, TYPE_LABELS } from './condition-operators';
import { literalOf } from './literal';
import { type FieldProps, objectOf } from './renderer';
import { ValueField } from './value-field';

const KINDS = Object.keys(OPERATORS) as OperandType[];

export function ConditionsControl({ field, value, onChange, readOnly, nodeId }: FieldProps<ConditionsField>) {
  const outer = objectOf(value) as unknown as ConditionsValue;
  const list = outer.conditions ?? [];
  const write = (change: Partial<ConditionsValue>): void => onChange({ options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 }, combinator: 'and', ...outer, ...change } as unknown as Json);
  const patch = (index: number, change: Partial<FilterCondition>): void => write({ conditions: list.map((each, other) => (other === index ? { ...each, ...change } : each)) });
  const add = (): void => write({ conditions: [...list, { id: newId(), leftValue: '', rightValue: '', operator: { type: 'string', operation: 'equals' } }] });
  const loose = outer.options?.typeValidation === 'loose';
  return (
    <FieldSection label={field.label} help={field.help} aside={list.length > 1 ? <Segmented size="xs" label="Combine conditions" value={outer.combinator ?? 'and'} onChange={combinator => write({ combinator })} segments={[{ value: 'and', label: 'All' }, { value: 'or', label: 'Any' }]} /> : undefined}>
      <ul>
        {list.map((condition, index) => (
          <ConditionRow key={condition.id || index} number={index + 1} condition={condition} nodeId={nodeId} readOnly={readOnly} onChange={change => patch(index, change)} onRemove={() => write({ conditions: list.filter((_, other) => other !== index) })} />
        ))}
      </ul>
      {readOnly ? null : (
        <div className="flex items-center gap-2">
          <Button size="sm" variant="quiet" icon="plus" onClick={add}>Add condition</Button>
          <span className="flex-1" />
          <Menu align="end" entries={[
            { kind: 'check', label: 'Convert types where needed', checked: loose, onChange: on => write({ options: { ...outer.options, typeValidation: on ? 'loose' : 'strict' } }) },
            { kind: 'check', label: 'Ignore case', checked: outer.options?.caseSensitive === false, onChange: on => write({ options: { ...outer.options, caseSensitive: !on } }) },
          ]} trigger={<IconButton icon="settings-2" label="How to compare" />} />
        </div>
      )}
    </FieldSection>
  );
}

interface RowProps {
  number: number;
  condition: FilterCondition;
  nodeId: string;
  readOnly: boolean;
  onChange(change: Partial<FilterCondition>): void;
  onRemove(): void;
}

function ConditionRow({ number, condition, nodeId, readOnly, onChange, onRemove }: RowProps) {
  const { type, operation } = condition.operator ?? { type: 'string', operation: 'equals' };
  const operator = findOperator(type, operation);
  const choose = (nextType: OperandType, nextOperation: string): void => {
    const next = keepOperator(nextType, nextOperation);
    onChange({ leftValue: literalOf(nextType, condition.leftValue), rightValue: literalOf(nextType, condition.rightValue), operator: { type: nextType, operation: next.operation, ...(next.single ? { singleValue: true } : {}) } });
  };
  return (
    <li aria-label={`Condition ${number}`} className="mb-2 border-line border-b pb-2">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1"><ValueField label={`Value 1 of condition ${number}`} value={condition.leftValue} placeholder="value" nodeId={nodeId} readOnly={readOnly} onChange={leftValue => onChange({ leftValue: literalOf(type, leftValue) })} /></div>
        {readOnly ? null : <IconButton size="xs" icon="trash-2" label={`Remove condition ${number}`} onClick={onRemove} className="mt-0.5" />}
      </div>
      <div className="my-1.5">
        <Menu entries={KINDS.map(kind => ({ kind: 'menu', label: TYPE_LABELS[kind], entries: OPERATORS[kind].map(each => ({ kind: 'check' as const, label: each.label, checked: kind === type && each.operation === operation, onChange: () => choose(kind, each.operation) })) }))}
          trigger={(
            <button type="button" disabled={readOnly} aria-label={`Comparison of condition ${number}: ${TYPE_LABELS[type]} ${operator?.label ?? operation}`} className="edge flex h-7 items-center gap-2 rounded-control px-2 hover:bg-hover data-popup-open:bg-press">
              <span className="text-dense text-fg-3">{TYPE_LABELS[type]}</span>{operator?.label ?? operation}<Icon name="chevron-down" size="s" />
            </button>
          )} />
      </div>
      {operator?.single || condition.operator?.singleValue ? null : <div className="pr-7"><ValueField label={`Value 2 of condition ${number}`} value={condition.rightValue} placeholder="compare with" nodeId={nodeId} readOnly={readOnly} onChange={rightValue => onChange({ rightValue: literalOf(condition.operator?.rightType ?? type, rightValue) })} /></div>}
    </li>
  );
}
