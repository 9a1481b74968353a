// U17: flags of cookies, and reading them back.
import { describe, expect, it } from 'vitest';
import { cookieOptions, cookieValue, sessionCookie } from './cookies';

describe('cookies', () => {
  it('are __Host-, Secure, HttpOnly and Lax over https', () => {
    expect(cookieOptions(true).sessionToken).toEqual({ name: '__Host-weft.session', options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true } });
    expect(sessionCookie(false)).toBe('weft.session');
  });
  it('are found by their whole name', () => {
    expect(cookieValue('a=1; weft.session=x%3Dy; b=2', 'weft.session')).toBe('x=y');
    expect(cookieValue('xweft.session=1', 'weft.session')).toBeNull();
    expect(cookieValue(null, 'weft.session')).toBeNull();
  });
});
