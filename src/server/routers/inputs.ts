// Inputs that several routers share.
import { z } from 'zod';
import { ROLES } from '~/db/schema/people';

export const idInput = z.uuid('is not an id');
export const byId = z.strictObject({ id: idInput });
/** Shown as text everywhere: control characters and direction overrides are refused. */
export const nameInput = z.string().trim().min(1, 'must not be empty').max(200, 'is longer than 200 characters').refine(value => !/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(value), 'holds control characters');
export const emailInput = z.string().max(254, 'is too long');
export const passwordInput = z.string().min(1, 'must not be empty').max(256, 'is longer than 256 characters');
export const searchInput = z.string().max(200, 'is longer than 200 characters');
export const roleInput = z.enum(ROLES);
export const tagsInput = z.array(z.string().trim().min(1).max(50)).max(20);
export const hostsInput = z.array(z.string().trim().toLowerCase().regex(/^(\*\.)?[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/, 'is not a host name such as api.example.com')).max(50);
