// `weft status`: what runs and whether it is well.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '~/db/embedded';
import { withDatabase } from './context';

export async function status(): Promise<number> {
  return withDatabase(async ({ env, database, repositories }) => {
    const file = await readFile(join(env.dataDir, 'postgres.json'), 'utf8').then(text => JSON.parse(text) as { owner: number; purpose: string }).catch(() => null);
    const serving = file?.purpose === 'serve' && isAlive(file.owner);
    await database.ping();
    const [owner, organization] = [await repositories.people.firstOwner(), await repositories.people.firstOrganization()];
    const [server] = await database.sql`select version() as version, current_setting('fsync') as fsync`;
    console.log([
      `server:    ${serving ? `runs (process ${file?.owner})` : env.databaseUrl ? 'not known here (DATABASE_URL is set)' : 'not running'}`,
      `database:  ${env.databaseUrl ? 'DATABASE_URL' : 'embedded'}, ${String(server?.version).split(' ').slice(0, 2).join(' ')}, fsync ${server?.fsync}`,
      `data:      ${env.dataDir}`,
      `owner:     ${owner ? owner.email : 'none yet'}`,
      `workflows: ${organization ? await repositories.workflows.count(organization.id) : 0}`,
    ].join('\n'));
    return 0;
  });
}
