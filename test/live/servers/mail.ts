import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PemPair } from './openssl.ts';
import { freePort, type RunningServer } from './program.ts';
import { placeInTree, startInTree } from './server-tree.ts';

/** Postfix of the tree, SMTP with STARTTLS. @param settings lines for main.cf */
export async function startPostfix(
  tree: string,
  certificate: PemPair,
  settings: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort();
  const pem = await placeInTree(tree, { 'server.pem': `${certificate.key}${certificate.cert}` });
  const main = [
    'compatibility_level = 3.9',
    `queue_directory = ${pem.path}/queue`,
    `data_directory = ${pem.path}/data`,
    'mail_owner = postfix',
    'setgid_group = postdrop',
    'myhostname = mail.test',
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    `maillog_file = ${pem.path}/log`,
    'maillog_file_prefixes = /srv',
    'smtpd_tls_security_level = may',
    `smtpd_tls_chain_files = ${pem.path}/server.pem`,
    // A scan is many connections from one address, few of which go on to send mail.
    'smtpd_client_connection_rate_limit = 0',
    ...settings,
  ];
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'postlog unix-dgram n - n - 1 postlogd',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'anvil unix - - n - 1 anvil',
    'proxymap unix - - n - - proxymap',
    'cleanup unix n - n - 0 cleanup',
    'pickup unix n - n 60 1 pickup',
    'qmgr unix n - n 300 1 qmgr',
  ];
  const files = { 'main.cf': `${main.join('\n')}\n`, 'master.cf': `${services.join('\n')}\n` };
  const configuration = await placeInTree(tree, files);
  const { path } = configuration;
  const place = {
    path,
    remove: async () => {
      await endMaster(join(tree, pem.path, 'queue/pid/master.pid'));
      await pem.remove();
      await configuration.remove();
    },
  };
  const prepare = `chmod 755 ${path} ${pem.path} && chown root:root ${path}/*.cf && mkdir -p ${pem.path}/queue ${pem.path}/data && chown postfix ${pem.path}/data`;
  const argv = ['sh', '-c', `${prepare} && exec postfix -c ${path} start-fg`] as const;
  return startInTree({ tree, argv, port, place });
}

/** Postfix's master makes a session of its own, which does not end with what started it. */
async function endMaster(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => Number.NaN));
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() === 'master') process.kill(pid, 'SIGTERM');
}

/** Dovecot of the tree, IMAP. @param settings further lines; `tls` at once, or after STARTTLS */
export async function startDovecot(
  tree: string,
  certificate: PemPair,
  { at, settings = [] }: { readonly at: 'once' | 'starttls'; readonly settings?: readonly string[] },
): Promise<RunningServer> {
  const port = await freePort();
  const pem = await placeInTree(tree, { 'server.pem': `${certificate.key}${certificate.cert}` });
  const { path } = pem;
  const lines = [
    'dovecot_config_version = 2.4.0',
    'dovecot_storage_version = 2.4.0',
    'protocols = imap',
    `base_dir = ${path}/run`,
    'log_path = /dev/stderr',
    'ssl = yes',
    `ssl_server_cert_file = ${path}/server.pem`,
    `ssl_server_key_file = ${path}/server.pem`,
    'passdb static {',
    'fields {',
    'nopassword = yes',
    '}',
    '}',
    'service imap-login {',
    'chroot =',
    'inet_listener imap {',
    `port = ${at === 'starttls' ? port : 0}`,
    'listen = 127.0.0.1',
    '}',
    'inet_listener imaps {',
    `port = ${at === 'once' ? port : 0}`,
    'listen = 127.0.0.1',
    '}',
    '}',
    ...settings,
  ];
  const configuration = await placeInTree(tree, { 'dovecot.conf': `${lines.join('\n')}\n` });
  const place = {
    path,
    remove: async () => {
      await pem.remove();
      await configuration.remove();
    },
  };
  const argv = ['dovecot', '-F', '-c', `${configuration.path}/dovecot.conf`] as const;
  return startInTree({ tree, argv, port, place });
}
