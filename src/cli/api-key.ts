// `weft api-key create`: prints the key and nothing else.
import { actingPerson } from './actor';
import { options, UsageError, withDatabase } from './context';

export async function apiKey(args: string[]): Promise<number> {
  const { values, positionals } = options(args, { email: { type: 'string' }, name: { type: 'string', default: 'command line' } });
  if (positionals[0] !== 'create' || !values.email) throw new UsageError('Usage: weft api-key create --email E [--name N]');
  return withDatabase(async context => {
    const { userId, orgId } = await actingPerson(context, values.email);
    const { key } = await context.repositories.apiKeys.create(orgId, userId, values.name, null);
    console.log(key);
    return 0;
  });
}
