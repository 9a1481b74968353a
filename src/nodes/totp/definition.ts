// TOTP: the one-time code an authenticator app shows.
import { defineNode } from '../contract';
import { collection, number, options } from '../fields';

export const totp = defineNode({
  type: 'totp',
  label: 'TOTP',
  description: 'Makes the one-time code of an authenticator app',
  group: 'data',
  icon: 'timer-reset',
  aliases: ['2fa', 'mfa', 'authenticator', 'one-time password', 'otp'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.totp'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({ label: 'Operation', default: 'generateSecret', fixed: true, options: [{ value: 'generateSecret', label: 'Generate a code' }] }),
    options: collection({
      label: 'Options',
      fields: {
        algorithm: options({ label: 'Algorithm', default: 'SHA1', options: ['SHA1', 'SHA256', 'SHA512'].map(value => ({ value, label: value })) }),
        digits: number({ label: 'Digits', default: 6, min: 6, max: 8 }),
        period: number({ label: 'Period', default: 30, min: 1, unit: 's' }),
      },
    }),
  },
  credentials: [{ type: 'totpApi', label: 'TOTP secret', required: true }],
  effect: 'read',
  subtitle: () => 'code',
});
