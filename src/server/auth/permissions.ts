// What each role may do. The role matrix test walks every procedure against this table's golden copy.
import type { Role } from '~/db/schema/people';

export const PERMISSIONS = [
  'workflow:read', 'workflow:write', 'workflow:publish', 'workflow:run',
  'execution:read', 'execution:write',
  'credential:read', 'credential:use', 'credential:write',
  'member:read', 'member:write', 'organization:write', 'apiKey:write', 'audit:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const viewer: Permission[] = ['workflow:read', 'execution:read', 'member:read'];
const operator: Permission[] = [...viewer, 'workflow:run', 'execution:write', 'credential:read'];
const editor: Permission[] = [...operator, 'workflow:write', 'workflow:publish', 'credential:use', 'credential:write', 'apiKey:write'];
const admin: Permission[] = [...editor, 'member:write', 'audit:read'];
const owner: Permission[] = [...admin, 'organization:write'];

const GRANTED: Record<Role, ReadonlySet<Permission>> = {
  viewer: new Set(viewer),
  operator: new Set(operator),
  editor: new Set(editor),
  admin: new Set(admin),
  owner: new Set(owner),
};

export const may = (role: Role, permission: Permission): boolean => GRANTED[role].has(permission);

export const permissionsOf = (role: Role): Record<Permission, boolean> =>
  Object.fromEntries(PERMISSIONS.map(permission => [permission, may(role, permission)])) as Record<Permission, boolean>;
