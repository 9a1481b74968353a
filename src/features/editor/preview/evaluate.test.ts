// Previews over a page of items: values, types, missing data, limits.
import { describe, expect, it } from 'vitest';
import { evaluatePreview } from './evaluate';
import type { PreviewData } from './preview-messages';

const data: PreviewData = {
  input: [{ json: { email: 'a@x.no', lines: [1, 2] } }, { json: { email: 'b@x.no' } }],
  previous: 'Hook',
  nodes: { Hook: { items: [{ json: { n: 1 } }, { json: { n: 2 } }], output: 0 } },
  names: ['Hook', 'Later'],
  self: { id: 's', name: 'Me', typeVersion: 1 },
  parameters: {},
  workflow: { id: 'w', name: 'W' },
  timezone: 'Europe/Oslo',
  variables: { team: 'ops' },
};
const run = (text: string, item = 0) => evaluatePreview(text, data, item, 0);

describe('evaluatePreview', () => {
  it('reads the chosen item, other steps and variables', () => {
    expect(run('={{ $json.email }}', 1)).toMatchObject({ ok: true, text: 'b@x.no', type: 'text' });
    expect(run('={{ $("Hook").item.json.n + 1 }}', 1)).toMatchObject({ ok: true, text: '3', type: 'number' });
    expect(run('=Hi {{ $vars.team }}')).toMatchObject({ ok: true, text: 'Hi ops' });
    expect(run('={{ $input.all().length }}')).toMatchObject({ text: '2' });
  });

  it('shows lists and objects as JSON on one line', () => {
    expect(run('={{ $json.lines }}')).toMatchObject({ text: '[ 1, 2 ]', type: 'list' });
  });

  it('says which step has no data, and which does not exist', () => {
    expect(run('={{ $("Later").first().json }}')).toMatchObject({ ok: false, message: expect.stringContaining('Later') });
    expect(run('={{ $("Nowhere").first() }}').ok).toBe(false);
  });

  it('reports syntax errors and stops runaway work', () => {
    expect(run('={{ 1 + }}').ok).toBe(false);
    const started = performance.now();
    expect(run('={{ Array.from({length: 1e6}, (_, i) => Array.from({length: 1e6}, () => i)) }}').ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
