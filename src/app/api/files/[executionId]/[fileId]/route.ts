// A file of an item, for the browser.
import { handleFile } from '~/server/file-handler';

export const dynamic = 'force-dynamic';
export { handleFile as GET };
