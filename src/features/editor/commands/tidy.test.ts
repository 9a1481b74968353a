// Tidy up: the main line left to right with its heads in line, suppliers in a row under the step they supply.
import * as dagre from '@dagrejs/dagre';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDefinitions } from '~/nodes/known-definitions';
import type { PortKey, WorkflowNode } from '~/lib/workflow';
import { fromDefinition } from '../store/definition';
import { layout } from './tidy';

const node = (id: string, type: string, x = 0, y = 0): WorkflowNode => ({ id, name: id, type, typeVersion: 1, position: { x, y }, parameters: {} });
const wire = (source: string, target: string, port: PortKey = 'main:0') => ({ id: `${source}-${target}`, source, sourcePort: port, target, targetPort: port });

beforeAll(loadDefinitions);

describe('layout', () => {
  it('hangs models and tools below their agent', () => {
    const doc = fromDefinition({
      nodes: [node('start', 'manualTrigger', 160, 320), node('agent', 'agent'), node('end', 'noOp'), node('model', 'lmChatOpenAi'), node('calculator', 'toolCalculator'), node('code', 'toolCode')],
      edges: [wire('start', 'agent'), wire('agent', 'end'), wire('model', 'agent', 'ai_languageModel:0'), wire('calculator', 'agent', 'ai_tool:0'), wire('code', 'agent', 'ai_tool:0')],
      settings: {}, variables: {}, pinData: {},
    });
    const at = layout(dagre, doc);
    const place = (id: string) => at.get(id) as { x: number; y: number };
    expect([place('agent').y, place('end').y]).toEqual([place('start').y, place('start').y]);
    expect(place('start').x + 220).toBeLessThan(place('agent').x);
    const row = ['model', 'calculator', 'code'].map(place);
    expect(new Set(row.map(({ y }) => y)).size).toBe(1);
    expect(row[0]?.y).toBeGreaterThan(place('agent').y + 64);
    expect(row.every(({ x }, index) => index === 0 || x >= (row[index - 1]?.x ?? 0) + 112)).toBe(true);
  });

  it('survives suppliers in a ring', () => {
    const doc = fromDefinition({ nodes: [node('a', 'toolCode'), node('b', 'toolCode')], edges: [wire('a', 'b', 'ai_tool:0'), wire('b', 'a', 'ai_tool:0')], settings: {}, variables: {}, pinData: {} });
    expect([...layout(dagre, doc).keys()].sort()).toEqual(['a', 'b']);
  });
});
