// Sentences of the audit log.
import { describe, expect, it } from 'vitest';
import { actionWords, detailText } from './audit-words';

describe('audit words', () => {
  it('says what was done', () => {
    expect(actionWords('credential.created')).toBe('made a credential');
    expect(actionWords('webhook.secret_rolled')).toBe('webhook secret rolled');
    expect(actionWords('__proto__')).toBe('  proto  ');
  });
  it('lists details', () => {
    expect(detailText({ changed: ['name', 'fields'], type: 'apiKey', count: 2 })).toBe('changed name and fields, type apiKey, count 2');
    expect(detailText({})).toBe('');
  });
});
