// A self-signed certificate for TLS in tests: made by openssl for this run, so that none lies in the repository.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './debian';

/** Paths of a certificate for `localhost` and 127.0.0.1 and of its key, in the folder. */
export async function certificateFiles(folder: string): Promise<{ cert: string; key: string }> {
  const openssl = await program(['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'], 'openssl');
  const made = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  execFileSync(openssl, ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', made.key, '-out', made.cert], { stdio: 'ignore' });
  return made;
}

export async function certificate(): Promise<{ cert: string; key: string }> {
  const files = await certificateFiles(mkdtempSync(join(tmpdir(), 'weft-cert-')));
  return { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };
}
