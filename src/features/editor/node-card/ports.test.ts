// Port positions and keys of known, changing and unknown nodes.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDefinitions } from '~/nodes/known-definitions';
import { portsOf } from './ports';

const node = (type: string, parameters = {}, extra = {}) => ({ id: 'n', type, typeVersion: 3, parameters, ...extra });

beforeAll(loadDefinitions);

describe('portsOf', () => {
  it('centres one port and gives two ports the heights of the mock', () => {
    const { inputs, outputs, height } = portsOf(node('if', {}), []);
    expect(height).toBe(64);
    expect(inputs.map(port => port.y + 7)).toEqual([32]);
    expect(outputs.map(port => [port.key, port.y + 7])).toEqual([['main:0', 20], ['main:1', 46]]);
  });

  it('grows by 24 for each port above two', () => {
    expect(portsOf(node('merge', { numberInputs: 5 }), []).height).toBe(64 + 24 * 3);
  });

  it('hangs the error output below, after the regular ones', () => {
    const { outputs } = portsOf(node('if', {}, { onError: 'continueErrorOutput' }), []);
    expect(outputs[2]).toMatchObject({ key: 'main:2', error: true, side: 'bottom' });
  });

  it('infers the ports of unknown types from their edges', () => {
    const { inputs, outputs } = portsOf(node('n8n-nodes-base.slack'), [
      { id: '1', source: 'n', sourcePort: 'main:2', target: 'x', targetPort: 'main:0' },
      { id: '2', source: 'tool', sourcePort: 'ai_tool:0', target: 'n', targetPort: 'ai_tool:0' },
    ]);
    expect(outputs.map(port => port.key)).toEqual(['main:0', 'main:1', 'main:2']);
    expect(inputs.map(port => port.key)).toEqual(['main:0', 'ai_tool:0']);
  });

  it('takes no main ports for an unknown tool, no input for an unknown trigger, and keeps the wired error output', () => {
    const tool = portsOf(node('n8n-nodes-base.sheetsTool'), [{ id: '1', source: 'n', sourcePort: 'ai_tool:0', target: 'x', targetPort: 'ai_tool:0' }]);
    expect([tool.inputs, tool.outputs.map(port => port.key), tool.width]).toEqual([[], ['ai_tool:0'], 112]);
    expect(portsOf(node('n8n-nodes-base.slackTrigger'), []).inputs).toEqual([]);
    const { outputs } = portsOf(node('n8n-nodes-base.slack', {}, { onError: 'continueErrorOutput' }), [{ id: '1', source: 'n', sourcePort: 'main:1', target: 'x', targetPort: 'main:0' }]);
    expect(outputs.map(port => [port.key, port.error === true])).toEqual([['main:0', false], ['main:1', true]]);
  });

  it('puts capabilities below, round, in the order of the definition', () => {
    const { inputs, height } = portsOf(node('agent', { hasOutputParser: true }), []);
    expect(inputs.map(port => [port.key, port.side])).toEqual([['main:0', 'left'], ['ai_languageModel:0', 'bottom'], ['ai_memory:0', 'bottom'], ['ai_tool:0', 'bottom'], ['ai_outputParser:0', 'bottom']]);
    expect(inputs.slice(1).every(port => port.width === port.height && port.y + port.height / 2 === height)).toBe(true);
    expect(portsOf(node('lmChatOpenAi'), []).outputs).toMatchObject([{ key: 'ai_languageModel:0', side: 'top' }]);
  });

  it('gives triggers no input', () => {
    expect(portsOf(node('webhook'), []).inputs).toEqual([]);
  });
});
