// TLS as credentials describe it: on or off, own certificates, checks switched off.
import type { ConnectionOptions } from 'node:tls';

const ON = new Set(['true', '1', 'on', 'yes', 'require', 'allow', 'prefer', 'verify-ca', 'verify-full']);

export const isOn = (value: string | undefined): boolean => ON.has((value ?? '').trim().toLowerCase());

/** n8n's credentials spell these fields in several ways; all of them are taken. */
export function tlsOptions(fields: Record<string, string>, host: string): ConnectionOptions {
  const pick = (...names: string[]) => names.map(name => fields[name]).find(value => value !== undefined && value !== '');
  const ca = pick('caCertificate', 'ca');
  const cert = pick('clientCertificate', 'cert');
  const key = pick('clientPrivateKey', 'key');
  const lax = isOn(fields.allowUnauthorizedCerts) || isOn(fields.ignoreSSL) || isOn(fields.disableTlsVerification);
  return { minVersion: 'TLSv1.2', rejectUnauthorized: !lax, ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }), ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}
