// JWT: signs, decodes and verifies JSON web tokens.
import { defineNode } from '../contract';
import { boolean, collection, json, number, options, string } from '../fields';
import { shortText } from '../subtitle';

const SIGN = { operation: ['sign'] } as const;
const ALGORITHMS = ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'].map(value => ({ value, label: value }));

export const jwt = defineNode({
  type: 'jwt',
  label: 'JWT',
  description: 'Signs, decodes and verifies JSON web tokens',
  group: 'data',
  icon: 'badge-check',
  aliases: ['token', 'json web token', 'sign', 'verify', 'auth'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.jwt'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'sign',
      fixed: true,
      options: [
        { value: 'sign', label: 'Sign' },
        { value: 'decode', label: 'Decode', help: 'Without looking at the signature' },
        { value: 'verify', label: 'Verify' },
      ],
    }),
    useJson: boolean({ label: 'Claims as JSON', show: SIGN }),
    claims: collection({
      label: 'Claims',
      show: { ...SIGN, useJson: [false] },
      fields: {
        audience: string({ label: 'Audience', placeholder: 'https://example.com' }),
        expiresIn: number({ label: 'Expires in', default: 3600, unit: 's' }),
        issuer: string({ label: 'Issuer' }),
        jwtid: string({ label: 'Token id' }),
        notBefore: number({ label: 'Not before', default: 0, unit: 's', help: 'Seconds from now' }),
        subject: string({ label: 'Subject' }),
      },
    }),
    claimsJson: json({ label: 'Claims', default: '{\n  "my_field_1": "value 1"\n}', show: { ...SIGN, useJson: [true] } }),
    token: string({ label: 'Token', required: true, show: { operation: ['decode', 'verify'] } }),
    options: collection({
      label: 'Options',
      fields: {
        complete: boolean({ label: 'Header and signature too', show: { '/operation': ['decode', 'verify'] } }),
        ignoreExpiration: boolean({ label: 'Ignore when it expires', show: { '/operation': ['verify'] } }),
        ignoreNotBefore: boolean({ label: 'Ignore not before', show: { '/operation': ['verify'] } }),
        clockTolerance: number({ label: 'Clock tolerance', default: 0, unit: 's', show: { '/operation': ['verify'] } }),
        kid: string({ label: 'Key id', show: { '/operation': ['sign', 'verify'] } }),
        header: json({ label: 'Further header fields', show: { '/operation': ['sign'] } }),
        algorithm: options({ label: 'Algorithm', default: 'HS256', options: ALGORITHMS, help: 'That of the credential unless chosen', show: { '/operation': ['sign', 'verify'] } }),
      },
    }),
  },
  credentials: [{ type: 'jwtAuth', label: 'JWT', required: true, show: { operation: ['sign', 'verify'] } }],
  effect: ({ operation }) => (operation === 'decode' ? 'pure' : 'read'),
  subtitle: ({ operation = 'sign' }) => shortText(operation),
});
