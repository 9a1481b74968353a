// Pasted addresses become hosts; what is no host is named.
import { describe, expect, it } from 'vitest';
import { hostOf, wrongHost } from './hosts';

describe('hostOf', () => {
  it.each([
    ['api.example.com', 'api.example.com'],
    [' https://API.example.com/v1/orders?x=1#y ', 'api.example.com'],
    ['http://user:word@db.internal:5432/', 'db.internal:5432'],
    ['*.example.com', '*.example.com'],
    ['[::1]:8080', '[::1]:8080'],
  ])('%s', (text, host) => {
    expect(hostOf(text)).toBe(host);
  });
});

describe('wrongHost', () => {
  it('accepts hosts, wildcards, ports and IPv6', () => {
    expect(wrongHost(['api.example.com', '*.example.com', 'localhost:3000', '[::1]'])).toBeNull();
  });
  it('names the first that is none', () => {
    expect(wrongHost(['ok.example', 'not a host'])).toBe('not a host');
  });
});
