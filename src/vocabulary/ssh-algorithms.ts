/** A key exchange method of SSH. */
export interface SshKeyExchange {
  readonly name: string;
  /** The part that does not rest on a post-quantum problem: `X25519`, `P-256`, `DH group 14`; null: there is none. */
  readonly classical: string | null;
  /** The key encapsulation that does; null: there is none. Both: a hybrid. */
  readonly postQuantum: string | null;
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
  readonly source: string;
}

/** A public key algorithm of SSH: a type of key together with how it signs. */
export interface SshPublicKeyAlgorithm {
  readonly name: string;
  readonly key: 'RSA' | 'DSA' | 'ECDSA' | 'Ed25519' | 'Ed448' | 'ML-DSA-44 with Ed25519';
  readonly curve: string | null;
  /** Null: the signature scheme has its own. */
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512' | null;
  readonly certificate: boolean;
  /** The private key lies in a FIDO authenticator. */
  readonly securityKey: boolean;
  readonly postQuantum: string | null;
  readonly source: string;
}

/** The row of a key exchange method; undefined where the name is not known. GSS-API names end in a hash of the mechanism. */
export function sshKeyExchange(name: string): SshKeyExchange | undefined {
  const exact = KEY_EXCHANGE_BY_NAME.get(name);
  if (exact !== undefined) return exact;
  const family = GSS_FAMILIES.find((row) => name.startsWith(row.name));
  return family === undefined ? undefined : { ...family, name };
}

/** Every key exchange method but the families of GSS-API. */
export function sshKeyExchanges(): readonly SshKeyExchange[] {
  return KEY_EXCHANGES;
}

/** The row of a public key algorithm; undefined where the name is not known. */
export function sshPublicKeyAlgorithm(name: string): SshPublicKeyAlgorithm | undefined {
  return PUBLIC_KEY_BY_NAME.get(name);
}

/** Every public key algorithm, in the order of OpenSSH's own table, which is the order that a pattern stands for. */
export function sshPublicKeyAlgorithms(): readonly SshPublicKeyAlgorithm[] {
  return PUBLIC_KEY_ALGORITHMS;
}

const MLKEM = 'RFC 10042';
const SNTRUP = 'RFC 9941';
const CURVES = 'RFC 8731';
const ECDH = 'RFC 5656';
const FINITE_FIELD = 'RFC 8268';
const OQS = 'draft-kampanakis-curdle-ssh-pq-ke-01';

function exchange(
  name: string,
  parts: readonly [classical: string | null, postQuantum: string | null],
  hash: SshKeyExchange['hash'],
  source: string,
): SshKeyExchange {
  return { name, classical: parts[0], postQuantum: parts[1], hash, source };
}

const KEY_EXCHANGES: readonly SshKeyExchange[] = [
  exchange('curve25519-sha256', ['X25519', null], 'SHA-256', CURVES),
  exchange('curve25519-sha256@libssh.org', ['X25519', null], 'SHA-256', CURVES),
  exchange('curve448-sha512', ['X448', null], 'SHA-512', CURVES),
  exchange('diffie-hellman-group-exchange-sha1', ['DH group exchange', null], 'SHA-1', 'RFC 4419'),
  exchange('diffie-hellman-group-exchange-sha256', ['DH group exchange', null], 'SHA-256', 'RFC 4419'),
  exchange('diffie-hellman-group1-sha1', ['DH group 1', null], 'SHA-1', 'RFC 4253'),
  exchange('diffie-hellman-group14-sha1', ['DH group 14', null], 'SHA-1', 'RFC 4253'),
  exchange('diffie-hellman-group14-sha256', ['DH group 14', null], 'SHA-256', FINITE_FIELD),
  exchange('diffie-hellman-group15-sha512', ['DH group 15', null], 'SHA-512', FINITE_FIELD),
  exchange('diffie-hellman-group16-sha512', ['DH group 16', null], 'SHA-512', FINITE_FIELD),
  exchange('diffie-hellman-group17-sha512', ['DH group 17', null], 'SHA-512', FINITE_FIELD),
  exchange('diffie-hellman-group18-sha512', ['DH group 18', null], 'SHA-512', FINITE_FIELD),
  exchange('ecdh-nistp256-kyber-512r3-sha256-d00@openquantumsafe.org', ['P-256', 'Kyber512 round 3'], 'SHA-256', OQS),
  exchange('ecdh-nistp384-kyber-768r3-sha384-d00@openquantumsafe.org', ['P-384', 'Kyber768 round 3'], 'SHA-384', OQS),
  exchange('ecdh-nistp521-kyber-1024r3-sha512-d00@openquantumsafe.org', ['P-521', 'Kyber1024 round 3'], 'SHA-512', OQS),
  exchange('ecdh-sha2-nistp256', ['P-256', null], 'SHA-256', ECDH),
  exchange('ecdh-sha2-nistp384', ['P-384', null], 'SHA-384', ECDH),
  exchange('ecdh-sha2-nistp521', ['P-521', null], 'SHA-512', ECDH),
  exchange('mlkem1024nistp384-sha384', ['P-384', 'ML-KEM-1024'], 'SHA-384', MLKEM),
  exchange('mlkem768nistp256-sha256', ['P-256', 'ML-KEM-768'], 'SHA-256', MLKEM),
  exchange('mlkem768x25519-sha256', ['X25519', 'ML-KEM-768'], 'SHA-256', MLKEM),
  exchange(
    'sntrup4591761x25519-sha512@tinyssh.org',
    ['X25519', 'Streamlined NTRU Prime 4591^761'],
    'SHA-512',
    'TinySSH',
  ),
  exchange('sntrup761x25519-sha512', ['X25519', 'Streamlined NTRU Prime 761'], 'SHA-512', SNTRUP),
  exchange('sntrup761x25519-sha512@openssh.com', ['X25519', 'Streamlined NTRU Prime 761'], 'SHA-512', SNTRUP),
];

/** Source: RFC 4462, RFC 8732. What follows the hyphen at the end names the GSS-API mechanism. */
const GSS_FAMILIES: readonly SshKeyExchange[] = [
  exchange('gss-curve25519-sha256-', ['X25519', null], 'SHA-256', 'RFC 8732'),
  exchange('gss-curve448-sha512-', ['X448', null], 'SHA-512', 'RFC 8732'),
  exchange('gss-gex-sha1-', ['DH group exchange', null], 'SHA-1', 'RFC 4462'),
  exchange('gss-group1-sha1-', ['DH group 1', null], 'SHA-1', 'RFC 4462'),
  exchange('gss-group14-sha1-', ['DH group 14', null], 'SHA-1', 'RFC 4462'),
  exchange('gss-group14-sha256-', ['DH group 14', null], 'SHA-256', 'RFC 8732'),
  exchange('gss-group16-sha512-', ['DH group 16', null], 'SHA-512', 'RFC 8732'),
  exchange('gss-nistp256-sha256-', ['P-256', null], 'SHA-256', 'RFC 8732'),
  exchange('gss-nistp384-sha384-', ['P-384', null], 'SHA-384', 'RFC 8732'),
  exchange('gss-nistp521-sha512-', ['P-521', null], 'SHA-512', 'RFC 8732'),
];

const KEY_EXCHANGE_BY_NAME = new Map(KEY_EXCHANGES.map((row) => [row.name, row]));

type Scheme = Pick<SshPublicKeyAlgorithm, 'key' | 'curve' | 'hash' | 'postQuantum' | 'source'>;

const ED25519: Scheme = { key: 'Ed25519', curve: 'Ed25519', hash: null, postQuantum: null, source: 'RFC 8709' };
const ED448: Scheme = { key: 'Ed448', curve: 'Ed448', hash: null, postQuantum: null, source: 'RFC 8709' };
const P256: Scheme = { key: 'ECDSA', curve: 'P-256', hash: 'SHA-256', postQuantum: null, source: 'RFC 5656' };
const P384: Scheme = { key: 'ECDSA', curve: 'P-384', hash: 'SHA-384', postQuantum: null, source: 'RFC 5656' };
const P521: Scheme = { key: 'ECDSA', curve: 'P-521', hash: 'SHA-512', postQuantum: null, source: 'RFC 5656' };
const RSA_SHA1: Scheme = { key: 'RSA', curve: null, hash: 'SHA-1', postQuantum: null, source: 'RFC 4253' };
const RSA_SHA256: Scheme = { key: 'RSA', curve: null, hash: 'SHA-256', postQuantum: null, source: 'RFC 8332' };
const RSA_SHA512: Scheme = { key: 'RSA', curve: null, hash: 'SHA-512', postQuantum: null, source: 'RFC 8332' };
const DSA: Scheme = { key: 'DSA', curve: null, hash: 'SHA-1', postQuantum: null, source: 'RFC 4253' };
/** A composite signature: both parts sign, and both must hold. Seen in OpenSSH 10.6 as COMPSIG-MLDSA44-Ed25519-SHA512. */
const MLDSA44: Scheme = {
  key: 'ML-DSA-44 with Ed25519',
  curve: 'Ed25519',
  hash: 'SHA-512',
  postQuantum: 'ML-DSA-44',
  source: 'OpenSSH 10.6',
};

function algorithm(
  name: string,
  scheme: Scheme,
  nature: { readonly certificate?: true; readonly securityKey?: true } = {},
): SshPublicKeyAlgorithm {
  return { name, certificate: false, securityKey: false, ...nature, ...scheme };
}

const CERTIFICATE = { certificate: true } as const;
const TOKEN = { securityKey: true } as const;
const TOKEN_CERTIFICATE = { certificate: true, securityKey: true } as const;

/** Source: sshkey.c keyimpls[], as `ssh -Q HostKeyAlgorithms` of OpenSSH 9.2 to 10.0 prints it; before, certificates came last. */
const PUBLIC_KEY_ALGORITHMS: readonly SshPublicKeyAlgorithm[] = [
  algorithm('ssh-ed25519', ED25519),
  algorithm('ssh-ed25519-cert-v01@openssh.com', ED25519, CERTIFICATE),
  algorithm('sk-ssh-ed25519@openssh.com', ED25519, TOKEN),
  algorithm('sk-ssh-ed25519-cert-v01@openssh.com', ED25519, TOKEN_CERTIFICATE),
  algorithm('ecdsa-sha2-nistp256', P256),
  algorithm('ecdsa-sha2-nistp256-cert-v01@openssh.com', P256, CERTIFICATE),
  algorithm('ecdsa-sha2-nistp384', P384),
  algorithm('ecdsa-sha2-nistp384-cert-v01@openssh.com', P384, CERTIFICATE),
  algorithm('ecdsa-sha2-nistp521', P521),
  algorithm('ecdsa-sha2-nistp521-cert-v01@openssh.com', P521, CERTIFICATE),
  algorithm('sk-ecdsa-sha2-nistp256@openssh.com', P256, TOKEN),
  algorithm('sk-ecdsa-sha2-nistp256-cert-v01@openssh.com', P256, TOKEN_CERTIFICATE),
  algorithm('webauthn-sk-ecdsa-sha2-nistp256@openssh.com', P256, TOKEN),
  algorithm('webauthn-sk-ecdsa-sha2-nistp256-cert-v01@openssh.com', P256, TOKEN_CERTIFICATE),
  algorithm('ssh-dss', DSA),
  algorithm('ssh-dss-cert-v01@openssh.com', DSA, CERTIFICATE),
  algorithm('ssh-rsa', RSA_SHA1),
  algorithm('ssh-rsa-cert-v01@openssh.com', RSA_SHA1, CERTIFICATE),
  algorithm('rsa-sha2-256', RSA_SHA256),
  algorithm('rsa-sha2-256-cert-v01@openssh.com', RSA_SHA256, CERTIFICATE),
  algorithm('rsa-sha2-512', RSA_SHA512),
  algorithm('rsa-sha2-512-cert-v01@openssh.com', RSA_SHA512, CERTIFICATE),
  algorithm('ssh-mldsa44-ed25519', MLDSA44),
  algorithm('ssh-mldsa44-ed25519-cert', MLDSA44, CERTIFICATE),
  algorithm('ssh-ed448', ED448),
];

const PUBLIC_KEY_BY_NAME = new Map(PUBLIC_KEY_ALGORITHMS.map((row) => [row.name, row]));
