/** What Red Hat's patch adds to sshd and ssh: lists of their own for FIPS mode. Source: openssh-7.7p1-fips.patch of 8.7p1. */
export const RED_HAT_FIPS = {
  marks: [
    'FIPS mode initialized',
    '"%.100s" is not allowed in FIPS mode',
    '%s: Ed25519 keys are not allowed in FIPS mode',
  ],
  publicKeyAlgorithms:
    'ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521-cert-v01@openssh.com,rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256',
  ciphers:
    'aes128-ctr,aes192-ctr,aes256-ctr,aes128-cbc,3des-cbc,aes192-cbc,aes256-cbc,rijndael-cbc@lysator.liu.se,aes128-gcm@openssh.com,aes256-gcm@openssh.com',
  kex: 'ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256',
  macs: 'hmac-sha1,hmac-sha2-256,hmac-sha2-512,hmac-sha1-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com',
} as const;

/** The strings of that patch as they stand in a program, the list of key exchange methods left to the linker where it is a tail. */
export function redHatFipsStrings(linked: 'kex-alone' | 'kex-merged'): readonly string[] {
  const { marks, publicKeyAlgorithms, ciphers, kex, macs } = RED_HAT_FIPS;
  return [...marks, publicKeyAlgorithms, ciphers, macs, ...(linked === 'kex-alone' ? [kex] : [])];
}

/** What SUSE's patch adds: names are taken away from every list, and tables in code say which. Source: fips.h, fips.c. */
export const SUSE_FIPS: readonly string[] = [
  'FIPS mode initialized',
  'HMAC_KEY:OpenSSH-FIPS@SLE',
  "Cipher '%s' is not allowed in FIPS mode",
  "KEX '%s' is not allowed in FIPS mode",
];
