// The session cookie's name and flags. Over https it is `__Host-`, so no sub-domain and no http page can set it.
import type { CookiesOptions } from 'next-auth';

export const sessionCookie = (secure: boolean) => (secure ? '__Host-weft.session' : 'weft.session');

export function cookieOptions(secure: boolean): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  const prefix = secure ? '__Host-' : '';
  return {
    sessionToken: { name: sessionCookie(secure), options },
    csrfToken: { name: `${prefix}weft.csrf`, options },
    callbackUrl: { name: `${prefix}weft.callback`, options },
  };
}

/** Value of a cookie in a Cookie header. */
export function cookieValue(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return decodeURIComponent(part.slice(at + 1).trim());
  }
  return null;
}
