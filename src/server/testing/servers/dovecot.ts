// An IMAP server (Dovecot) of its own for a test file, with one mailbox into which tests put messages as files.
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, program, startProgram } from './debian';

export const IMAP_PASSWORD = 'test-secret';

export interface ImapServer { port: number; /** Puts a message into the mailbox, unread. */ deliver(message: string): Promise<void>; stop(): Promise<void> }

export async function startDovecot(): Promise<ImapServer> {
  const command = await program(['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'], 'dovecot-imapd');
  const folder = await mkdtemp(join(tmpdir(), 'weft-imap-'));
  const port = await freePort();
  const me = userInfo();
  // Dovecot gives no mailbox to root.
  const owner = me.uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid: me.uid, gid: me.gid };
  const users = me.uid === 0 ? '' : `default_internal_user = ${me.username}\ndefault_login_user = ${me.username}\n`;
  await writeFile(join(folder, 'dovecot.conf'), `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
${users}protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${folder}/mail
passdb {
  driver = static
  args = password=${IMAP_PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/home
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`);
  for (const name of ['home', 'mail', 'mail/new', 'mail/cur', 'mail/tmp']) {
    await mkdir(join(folder, name), { recursive: true });
    await chown(join(folder, name), owner.uid, owner.gid);
  }
  await chown(folder, owner.uid, owner.gid);
  const server = await startProgram(command, ['-F', '-c', join(folder, 'dovecot.conf')], port);
  let count = 0;
  return {
    port,
    async deliver(message) {
      const path = join(folder, 'mail/new', `${Math.floor(Date.now() / 1000)}.M${String(++count).padStart(6, '0')}.test`);
      await writeFile(path, message.replaceAll(/\r?\n/g, '\r\n'));
      await chown(path, owner.uid, owner.gid);
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
