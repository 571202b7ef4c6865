import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import type { ResolvedPolicy } from '../resolve.ts';

/** What the SSH back-ends say under a policy. Source: fedora-crypto-policies policygenerators/openssh.py and libssh.py, 2026. */
export function generateSsh(backEnd: 'openssh' | 'opensshserver' | 'libssh', policy: ResolvedPolicy): BackEndSets {
  const { enabled, integers } = policy;
  const libssh = backEnd === 'libssh';
  const exchanges = keyExchanges(policy);
  // The server, unlike the client, never offers the 1024-bit group.
  const kex = backEnd === 'opensshserver' ? exchanges.filter((name) => !name.includes('group1-')) : exchanges;
  const gss = kex.filter((name) => name.startsWith('gss-'));
  return backEndSets({
    groups: kex.filter(
      (name) =>
        !name.startsWith('gss-') && !(libssh && /^sntrup|nistp\d+-sha\d+$/.test(name) && !name.startsWith('ecdh')),
    ),
    signatures: enabled.sign.flatMap((name) => signature(name, integers['ssh_certs'] !== 0)),
    ciphers: enabled.cipher.flatMap(cipher),
    macs: macs(policy).filter((name) => !(libssh && /^(umac|hmac-md5)/.test(name))),
    keyExchanges: libssh ? [] : gss,
    minimumKeySizes: { rsa: libssh ? null : (integers['min_rsa_size'] ?? 0) || null, dh: null, dsa: null },
    settings: libssh || gss.length > 0 ? {} : { GSSAPIKeyExchange: 'no' },
  });
}

/** By key exchange, then hash, then group: that is the order in which the tool tries combinations. */
function keyExchanges({ enabled, integers }: ResolvedPolicy): readonly string[] {
  return enabled.key_exchange.flatMap((exchange) =>
    enabled.hash.flatMap((hash) => [
      ...(integers['arbitrary_dh_groups'] === 0 ? [] : (METHODS[`${exchange} ${hash}`] ?? [])),
      ...enabled.group.flatMap((group) => METHODS[`${exchange} ${group} ${hash}`] ?? []),
    ]),
  );
}

function macs({ enabled, enums }: ResolvedPolicy): readonly string[] {
  const names = enabled.mac.flatMap((name) =>
    /^(HMAC-(MD5|SHA1|SHA2-(256|512))|UMAC-(64|128))$/.test(name) ? [name.toLowerCase()] : [],
  );
  const etm = names.map((name) => `${name}-etm@openssh.com`);
  const plain = names.map((name) => (name.startsWith('umac') ? `${name}@openssh.com` : name));
  return [...(enums['etm'] === 'DISABLE_ETM' ? [] : etm), ...(enums['etm'] === 'DISABLE_NON_ETM' ? [] : plain)];
}

function cipher(name: string): readonly string[] {
  if (name === 'CHACHA20-POLY1305') return ['chacha20-poly1305@openssh.com'];
  const [, bits, mode] = /^AES-(128|192|256)-(CTR|CBC|GCM)$/.exec(name) ?? [];
  if (mode === 'GCM') return bits === '192' ? [] : [`aes${bits}-gcm@openssh.com`];
  return mode === undefined ? (name === '3DES-CBC' ? ['3des-cbc'] : []) : [`aes${bits}-${mode.toLowerCase()}`];
}

function signature(name: string, certificates: boolean): readonly string[] {
  const plain = SIGNATURES[name];
  if (plain === undefined) return [];
  return certificates ? [plain, `${plain.replace('@openssh.com', '')}-cert-v01@openssh.com`] : [plain];
}

const SIGNATURES: Readonly<Record<string, string>> = {
  'DSA-SHA1': 'ssh-dss',
  'ECDSA-SHA2-256': 'ecdsa-sha2-nistp256',
  'ECDSA-SHA2-256-FIDO': 'sk-ecdsa-sha2-nistp256@openssh.com',
  'ECDSA-SHA2-384': 'ecdsa-sha2-nistp384',
  'ECDSA-SHA2-512': 'ecdsa-sha2-nistp521',
  'EDDSA-ED25519': 'ssh-ed25519',
  'EDDSA-ED25519-FIDO': 'sk-ssh-ed25519@openssh.com',
  'RSA-SHA1': 'ssh-rsa',
  'RSA-SHA2-256': 'rsa-sha2-256',
  'RSA-SHA2-512': 'rsa-sha2-512',
};

const METHODS: Readonly<Record<string, readonly string[]>> = {
  'DHE FFDHE-1024 SHA1': ['diffie-hellman-group1-sha1'],
  'DHE FFDHE-2048 SHA1': ['diffie-hellman-group14-sha1'],
  'DHE FFDHE-2048 SHA2-256': ['diffie-hellman-group14-sha256'],
  'DHE FFDHE-4096 SHA2-512': ['diffie-hellman-group16-sha512'],
  'DHE FFDHE-8192 SHA2-512': ['diffie-hellman-group18-sha512'],
  'DHE SHA1': ['diffie-hellman-group-exchange-sha1'],
  'DHE SHA2-256': ['diffie-hellman-group-exchange-sha256'],
  'DHE-GSS FFDHE-1024 SHA1': ['gss-group1-sha1-'],
  'DHE-GSS FFDHE-2048 SHA1': ['gss-group14-sha1-'],
  'DHE-GSS FFDHE-2048 SHA2-256': ['gss-group14-sha256-'],
  'DHE-GSS FFDHE-4096 SHA2-512': ['gss-group16-sha512-'],
  'DHE-GSS SHA1': ['gss-gex-sha1-'],
  'ECDHE SECP256R1 SHA2-256': ['ecdh-sha2-nistp256'],
  'ECDHE SECP384R1 SHA2-384': ['ecdh-sha2-nistp384'],
  'ECDHE SECP521R1 SHA2-512': ['ecdh-sha2-nistp521'],
  'ECDHE X25519 SHA2-256': ['curve25519-sha256', 'curve25519-sha256@libssh.org'],
  'ECDHE-GSS SECP256R1 SHA2-256': ['gss-nistp256-sha256-'],
  'ECDHE-GSS X25519 SHA2-256': ['gss-curve25519-sha256-'],
  'KEM-ECDH MLKEM768-X25519 SHA2-256': ['mlkem768x25519-sha256'],
  'KEM-ECDH P256-MLKEM768 SHA2-256': ['mlkem768nistp256-sha256'],
  'KEM-ECDH P384-MLKEM1024 SHA2-384': ['mlkem1024nistp384-sha384'],
  'SNTRUP X25519 SHA2-512': ['sntrup761x25519-sha512', 'sntrup761x25519-sha512@openssh.com'],
};
