// next-auth's settings: a credentials provider whose token only names a session row of ours.
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { Container } from '~/server/container';
import { clientOf } from '~/server/request';
import { cookieOptions } from './cookies';
import { isSecure, sessionSecret } from './session';
import { signIn } from './sign-in';

interface SessionUser { id: string; sid: string; uid: string }

export function authOptions(container: Container): NextAuthOptions {
  const secure = isSecure(container);
  return {
    secret: sessionSecret(container),
    useSecureCookies: secure,
    cookies: cookieOptions(secure),
    session: { strategy: 'jwt', maxAge: 7 * 24 * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        id: 'credentials',
        name: 'Password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          const headers = new Headers(request.headers as Record<string, string>);
          const result = await signIn(container.repositories, { email: credentials?.email, password: credentials?.password, ip: clientOf(container, headers).ip, userAgent: headers.get('user-agent')?.slice(0, 300) ?? null });
          if (result.ok) return { id: result.userId, sid: result.sessionId, uid: result.userId } satisfies SessionUser;
          if (result.reason === 'locked') throw new Error('locked');
          return null;
        },
      }),
    ],
    callbacks: {
      // Data that a browser posts to /api/auth/session is ignored: only sign-in writes the token.
      jwt: ({ token, user }) => {
        const source = (user ?? token) as Partial<SessionUser>;
        return { sid: source.sid, uid: source.uid };
      },
      session: ({ session, token }) => ({ expires: session.expires, user: { id: token.uid as string } }) as never,
      redirect: ({ url, baseUrl }) => {
        try {
          const target = new URL(url, baseUrl);
          return target.origin === new URL(baseUrl).origin ? target.href : baseUrl;
        } catch {
          return baseUrl;
        }
      },
    },
    events: {
      signOut: async ({ token }) => {
        const { sid, uid } = token as unknown as Partial<SessionUser>;
        if (sid && uid) await container.repositories.sessions.revoke(sid, uid);
      },
    },
    logger: { error: (code, details) => container.log.warn({ code, message: String((details as { message?: string })?.message ?? '').slice(0, 200) }, 'auth'), warn: () => {}, debug: () => {} },
  };
}
