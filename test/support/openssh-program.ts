import { opensshDefaultsOf } from '../../src/vocabulary/openssh-defaults.ts';
import { sshPublicKeyAlgorithms } from '../../src/vocabulary/ssh-algorithms.ts';

/**
 * Bytes that hold what sshd or ssh of a release hold where it matters here: the version text, each built-in list as one string,
 * each known name as one string. The authority list is left out where the linker merges it into the tail of the key list.
 * @param banner `OpenSSH_9.2p1 Debian-2+deb12u10`
 */
export function opensshProgram(role: 'server' | 'client', banner: string, more: readonly string[] = []): Uint8Array {
  const version = /^OpenSSH_([\d.]+)/.exec(banner)?.[1] ?? '';
  const lists = opensshDefaultsOf(version);
  if (lists === undefined) throw new Error(`no built-in lists for ${banner}`);
  const keys = lists.publicKeyAlgorithms.join(',');
  const authority = lists.certificateAuthorityAlgorithms.join(',');
  const kex = role === 'server' ? [lists.serverKex] : [lists.serverKex, lists.clientKex];
  const names = [
    ...lists.clientKex,
    ...lists.publicKeyAlgorithms,
    ...lists.ciphers,
    ...lists.macs,
    ...sshPublicKeyAlgorithms().flatMap(({ name }) => (name.includes('mldsa') ? [] : [name])),
  ];
  const strings = [
    'OpenSSH_7.4*',
    'OpenSSH_6.6.1*',
    banner.split(' ')[0] ?? '',
    banner,
    ...new Set(kex.map((list) => list.join(','))),
    keys,
    ...(keys.endsWith(authority) ? [] : [authority]),
    lists.ciphers.join(','),
    lists.macs.join(','),
    ...new Set(names),
    'aes128-cbc',
    'diffie-hellman-group14-sha1',
    'hmac-md5',
    ...more,
  ];
  return Uint8Array.from(Buffer.from(`\x7fELF\0\x01\x02${strings.map((text) => `\0${text}\0`).join('')}`, 'latin1'));
}
