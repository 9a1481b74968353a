// The picker finds steps by name and alias and offers only what a wire can take.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDefinitions } from '~/nodes/known-definitions';
import { definitions } from '~/nodes/definitions';
import { ICONS } from '~/ui/icons';
import { MORE_ICONS } from '~/ui/more-icons';
import { shelves } from './catalogue';

const found = (query: string): string | undefined => shelves(query, {})[0]?.entries[0]?.type;

beforeAll(loadDefinitions);

describe('shelves', () => {
  it.each([['http', 'httpRequest'], ['if', 'if'], ['cron', 'scheduleTrigger'], ['loop', 'splitInBatches'], ['webhook', 'webhook'], ['curl', 'httpRequest']])('finds %s', (query, type) => {
    expect(found(query)).toBe(type);
  });

  it('leaves triggers out at the end of a wire', () => {
    const types = shelves('', { port: { key: 'main:0', kind: 'source' } }).flatMap(shelf => shelf.entries.map(entry => entry.type));
    expect(types).toContain('set');
    expect(types).not.toContain('webhook');
    expect(types).not.toContain('stickyNote');
  });

  it('offers at a port of an agent what supplies it, and nodes as tools only there', () => {
    const at = (key: 'ai_tool:0' | 'ai_languageModel:0') => shelves('', { port: { key, kind: 'target' } }).flatMap(shelf => shelf.entries.map(entry => entry.type));
    expect(at('ai_languageModel:0')).toContain('lmChatOpenAi');
    expect(at('ai_languageModel:0')).not.toContain('set');
    expect(at('ai_tool:0')).toEqual(expect.arrayContaining(['toolCalculator', 'httpRequestTool']));
    expect(at('ai_tool:0')).not.toContain('lmChatOpenAi');
    expect(at('ai_tool:0')).toContain('vectorStoreInMemory');
    expect(shelves('', {}).flatMap(shelf => shelf.entries.map(entry => entry.type))).not.toContain('httpRequestTool');
  });

  it('puts triggers first in an empty workflow and last otherwise', () => {
    expect(shelves('', { triggersFirst: true })[0]?.title).toBe('Triggers');
    expect(shelves('', {}).at(-1)?.title).toBe('Triggers');
  });
});

it('has every icon that definitions name', () => {
  const missing = Object.values(definitions).map(definition => definition.icon).filter(icon => !Object.hasOwn(ICONS, icon) && !Object.hasOwn(MORE_ICONS, icon));
  expect(missing).toEqual([]);
});
