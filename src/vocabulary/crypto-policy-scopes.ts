/** Every scope that a selector may name. Source: fedora-crypto-policies python/cryptopolicies, 2026. */
export const POLICY_SCOPES: readonly string[] = [
  ...['tls', 'ssl', 'openssl', 'gnutls', 'java-tls', 'nss', 'nss-tls'],
  ...['pkcs12', 'pkcs12-import', 'nss-pkcs12', 'nss-pkcs12-import'],
  ...['smime', 'smime-import', 'nss-smime', 'nss-smime-import'],
  ...['ssh', 'openssh', 'openssh-server', 'openssh-client', 'libssh'],
  ...['ipsec', 'ike', 'libreswan', 'kerberos', 'krb5', 'dnssec', 'bind'],
  ...['sequoia', 'rpm', 'rpm-sequoia'],
];

/** The scopes under which each back-end's lists are evaluated; NSS under its TLS scopes. */
export const BACK_END_SCOPES: Readonly<Record<string, readonly string[]>> = {
  bind: ['dnssec', 'bind'],
  gnutls: ['tls', 'ssl', 'gnutls'],
  java: ['tls', 'ssl', 'java-tls'],
  javasystem: ['tls', 'ssl', 'java-tls'],
  krb5: ['kerberos', 'krb5'],
  libreswan: ['ipsec', 'ike', 'libreswan'],
  libssh: ['ssh', 'libssh'],
  nss: ['tls', 'ssl', 'nss', 'nss-tls'],
  openssh: ['ssh', 'openssh', 'openssh-client'],
  opensshserver: ['ssh', 'openssh', 'openssh-server'],
  openssl: ['tls', 'ssl', 'openssl'],
  openssl_fips: ['tls', 'ssl', 'openssl'],
  opensslcnf: ['tls', 'ssl', 'openssl'],
  'rpm-sequoia': ['rpm', 'rpm-sequoia'],
  sequoia: ['sequoia'],
};
