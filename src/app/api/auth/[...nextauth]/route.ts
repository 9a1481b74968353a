// next-auth: signing in and out.
import NextAuth from 'next-auth';
import { authOptions } from '~/server/auth/options';
import { getContainer } from '~/server/container';

export const dynamic = 'force-dynamic';

async function handler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions(await getContainer())) as Promise<Response>;
}

export { handler as GET, handler as POST };
