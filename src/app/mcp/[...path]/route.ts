// MCP servers where Weft runs without its ingress: the same handler.
import { getContainer } from '~/server/container';
import { handleMcp } from '~/server/ingress/mcp/handler';

export const dynamic = 'force-dynamic';

const handler = async (request: Request): Promise<Response> => handleMcp(await getContainer(), request);

export { handler as GET, handler as POST };
