// What a browser knows before and after all definitions are there.
import { describe, expect, it } from 'vitest';
import { commonDefinitions } from './common-definitions';
import { findDefinition as findAny } from './definitions';
import { areKnown, findDefinition, loadDefinitions } from './known-definitions';

describe('known definitions', () => {
  it('has the common ones at once and the others after loading', async () => {
    expect(areKnown(['set', 'httpRequest'])).toBe(true);
    expect([areKnown(['set', 'agent']), findDefinition('agent')]).toEqual([false, undefined]);
    await loadDefinitions();
    expect([areKnown(['set', 'agent', 'n8n-nodes-base.other']), findDefinition('agent')?.type, findDefinition('httpRequestTool')?.type]).toEqual([true, 'agent', 'httpRequestTool']);
  });

  it('gives the very definitions of the registry', () => {
    for (const [type, definition] of commonDefinitions) expect(findAny(type)).toBe(definition);
  });
});
