// Starters use steps and versions that exist, and are wired from a trigger on.
import { describe, expect, it } from 'vitest';
import { findDefinition } from '~/nodes/definitions';
import { starterDefinition, STARTERS } from './starters';

describe.each(STARTERS)('$title', starter => {
  it('uses known steps', () => {
    for (const step of starter.steps) expect([step.type, findDefinition(step.type)?.versions.includes(step.typeVersion)]).toEqual([step.type, true]);
    for (const step of starter.steps) for (const key of Object.keys(step.parameters ?? {})) expect([step.type, key, Object.hasOwn(findDefinition(step.type)?.parameters ?? {}, key)]).toEqual([step.type, key, true]);
  });

  it('begins with a trigger and is one chain', () => {
    const { nodes, edges } = starterDefinition(starter);
    expect(findDefinition(nodes[0]?.type ?? '')?.trigger).toBeDefined();
    expect(edges).toHaveLength(nodes.length - 1);
    expect(new Set(nodes.map(node => node.name)).size).toBe(nodes.length);
  });
});
