// Whom a command acts for: the person with the address, else the first owner.
import type { CommandContext } from './context';

/** Throws an Error in words when there is no such person or no owner yet. */
export async function actingPerson({ repositories }: CommandContext, email: string | undefined): Promise<{ userId: string; orgId: string }> {
  const person = email ? await repositories.people.findByEmail(email) : await repositories.people.firstOwner();
  if (!person) throw new Error(email ? `There is no person with the address ${email}.` : 'There is no owner yet. Make one: weft user create --email E --password P --owner');
  const [organization] = await repositories.people.listOrganizations(person.id);
  if (!organization) throw new Error(`${email ?? 'The owner'} belongs to no organization.`);
  return { userId: person.id, orgId: organization.id };
}
