// First passwords: their shape, and that two are not the same.
import { expect, it } from 'vitest';
import { makePassword } from './first-password';

it('makes four groups of four and never the same twice', () => {
  const made = new Set(Array.from({ length: 50 }, makePassword));
  expect(made.size).toBe(50);
  for (const password of made) expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
});
