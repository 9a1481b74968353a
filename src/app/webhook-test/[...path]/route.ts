// Test webhooks where Weft runs without its ingress: the same handler.
import { handleWebhook } from '~/server/ingress/webhook/handler';
import { getContainer } from '~/server/container';

export const dynamic = 'force-dynamic';

const handler = async (request: Request): Promise<Response> => handleWebhook(await getContainer(), request);

export { handler as GET, handler as POST, handler as PUT, handler as PATCH, handler as DELETE, handler as HEAD, handler as OPTIONS };
