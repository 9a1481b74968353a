// Execution data notes values and passes its items.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '~/lib/json';
import { testContext } from '../testing';
import { executionData } from './definition';
import { runExecutionData } from './run';

async function run(values: JsonObject[]) {
  const seen: string[] = [];
  const outputs = await runExecutionData(
    testContext(executionData, {
      items: [{ a: 1 }],
      parameters: { dataToSave: { values } },
      tools: {
        log: (level, message) => void seen.push(`${level} ${message}`),
        resolve: (value, _index, roots) => {
          seen.push(`${String(value)} ${JSON.stringify(roots)}`);
          return null;
        },
      },
    }),
  );
  return { outputs, seen };
}

describe('execution data', () => {
  it('notes values, cut to their limits', async () => {
    const { outputs, seen } = await run([{ key: 'order "1" }}', value: 'v'.repeat(300) }]);
    expect(outputs).toEqual([[{ json: { a: 1 }, pairedItem: { item: 0 } }]]);
    expect(seen[0]).toBe(`info order "1" }}: ${'v'.repeat(255)}`);
    expect(seen[1]).toContain('$execution.customData.set(');
    expect(seen[1]).toContain('order \\"1\\" }}');
  });
  it('wants names', async () => expect(run([{ key: ' ', value: 'x' }])).rejects.toThrow('needs a name'));
});
