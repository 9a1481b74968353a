// Sentences of the audit log.
import { describe, expect, it } from 'vitest';
import { actionWords, actorWords, detailText } from './audit-words';

describe('audit words', () => {
  it('says what was done', () => {
    expect(actionWords('credential.created')).toBe('made a credential');
    expect(actionWords('webhook.secret_rolled')).toBe('webhook secret rolled');
    expect(actionWords('__proto__')).toBe('  proto  ');
  });
  it('lists details', () => {
    expect(detailText({ changed: ['name', 'fields'], type: 'apiKey', count: 2 })).toBe('changed name and fields, type apiKey, count 2');
    expect(detailText({ name: 'Deploy script' })).toBe('“Deploy script”');
    expect(detailText({})).toBe('');
  });
  it('names keys', () => {
    expect(actorWords('key:01a1fb29-1fc5-70c5-9c70-efe37b7cf07b')).toBe('API key …f07b');
    expect(actorWords('Ana Ruiz')).toBe('Ana Ruiz');
  });
});
