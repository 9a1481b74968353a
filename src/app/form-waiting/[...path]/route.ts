// Forms where Weft runs without its ingress: the same handler.
import { handleForm } from '~/server/ingress/form/handler';
import { getContainer } from '~/server/container';

export const dynamic = 'force-dynamic';

const handler = async (request: Request): Promise<Response> => handleForm(await getContainer(), request);

export { handler as GET, handler as POST };
