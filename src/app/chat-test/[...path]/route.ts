// Chats where Weft runs without its ingress: the same handler.
import { getContainer } from '~/server/container';
import { handleChat } from '~/server/ingress/chat/handler';

export const dynamic = 'force-dynamic';

const handler = async (request: Request): Promise<Response> => handleChat(await getContainer(), request);

export { handler as GET, handler as OPTIONS, handler as POST };
