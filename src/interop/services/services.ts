// Every service Weft can offer as HTTP, and every trigger it can offer as a webhook or a schedule.
import { AI } from './ai';
import { BUSINESS } from './business';
import { CONTENT } from './content';
import { CRM } from './crm';
import { DATA } from './data';
import { DEVELOPMENT } from './development';
import { FINANCE } from './finance';
import { GOOGLE } from './google';
import { INFORMATION } from './information';
import { MAIL } from './mail';
import { MARKETING } from './marketing';
import { MESSAGING } from './messaging';
import { MICROSOFT } from './microsoft';
import { OPERATIONS } from './operations';
import { PHONE } from './phone';
import { POLLED } from './polled-triggers';
import { SALES } from './sales';
import type { Service } from './service';
import { SOCIAL } from './social';
import { SUPPORT } from './support';
import { TASKS } from './tasks';
import { TRIGGERS } from './triggers';

export const SERVICES: readonly Service[] = [...AI, ...BUSINESS, ...CONTENT, ...CRM, ...DATA, ...DEVELOPMENT, ...FINANCE, ...GOOGLE, ...INFORMATION, ...MAIL, ...MARKETING, ...MESSAGING, ...MICROSOFT, ...OPERATIONS, ...PHONE, ...SALES, ...SOCIAL, ...SUPPORT, ...TASKS];

const byType = <T extends { type: string }>(all: readonly T[]): ReadonlyMap<string, T> => new Map(all.map(each => [each.type, each]));

/** By n8n's type without its package prefix. */
export const serviceOf = byType(SERVICES);
export const triggerOf = byType(TRIGGERS);
export const polledOf = byType(POLLED);
