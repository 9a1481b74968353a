// Every comparison that is offered is one the nodes can decide, and the other way round.
import { expect, it } from 'vitest';
import { findTest, isSingle } from '~/nodes/conditions/operations';
import type { OperandType } from '~/nodes/fields';
import { OPERATORS } from './condition-operators';

it('offers only comparisons that run', () => {
  for (const [type, operators] of Object.entries(OPERATORS)) {
    for (const operator of operators) {
      expect([type, operator.operation, findTest(type as OperandType, operator.operation) !== undefined]).toEqual([type, operator.operation, true]);
      expect([operator.operation, Boolean(operator.single)]).toEqual([operator.operation, isSingle(operator.operation)]);
    }
  }
});
