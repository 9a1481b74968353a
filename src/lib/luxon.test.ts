import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { boundedName } from './luxon';

it('names of zones that nobody knows are not kept', () => {
  const known = () => process.memoryUsage().heapUsed;
  const before = known();
  for (let i = 0; i < 20_000; i++) expect(DateTime.fromMillis(0).setZone(boundedName(`${i}${'x'.repeat(20_000)}`)).isValid).toBe(false);
  expect(known() - before).toBeLessThan(100 * 1024 * 1024);
  expect(DateTime.fromMillis(0).setZone(boundedName('Europe/Berlin')).hour).toBe(1);
});
