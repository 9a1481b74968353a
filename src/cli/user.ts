// `weft user create`: a person, in the first organization, or as owner of a new one.
import { checkNewPassword, hashPassword } from '~/server/auth/password';
import { options, UsageError, withDatabase } from './context';

export async function user(args: string[]): Promise<number> {
  const { values, positionals } = options(args, { email: { type: 'string' }, password: { type: 'string' }, name: { type: 'string' }, owner: { type: 'boolean', default: false }, organization: { type: 'string' } });
  const { email, password } = values;
  if (positionals[0] !== 'create' || !email || !password) throw new UsageError('Usage: weft user create --email E --password P [--name N] [--owner]');
  checkNewPassword(password);
  const person = { email, name: values.name ?? email.split('@')[0] ?? email, passwordHash: await hashPassword(password) };
  return withDatabase(async ({ repositories }) => {
    const organization = await repositories.people.firstOrganization();
    if (!organization) {
      if (!values.owner) throw new UsageError('There is no organization yet: the first person needs --owner.');
      await repositories.people.createWithOrganization(person, values.organization ?? 'My organization');
    } else {
      await repositories.people.addMember(organization.id, person, values.owner ? 'owner' : 'editor');
    }
    console.log(`Created ${email}.`);
    return 0;
  });
}
