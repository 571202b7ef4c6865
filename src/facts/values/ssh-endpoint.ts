/** Subject: "SSH endpoint". What a server offers before anybody has logged in; lists in its own order, names as they came. */
export interface SshEndpoint {
  /** `SSH-2.0-OpenSSH_10.0p2 Debian-7` */
  readonly identification: string;
  readonly software: string;
  /** Version 1 of the protocol is spoken as well (protocol 1.99). Source: RFC 4253 5.1. */
  readonly speaksVersion1: boolean;
  /** Key exchange methods, without the markers below. */
  readonly kex: readonly string[];
  /** Host key algorithms. */
  readonly hostKeys: readonly string[];
  /** Where the two directions differ: those towards the server, then what only the other has. */
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly compression: readonly string[];
  /** kex-strict-s-v00@openssh.com: packets cannot be cut out of the handshake (CVE-2023-48795). */
  readonly strictKex: boolean;
  /** ext-info-s. Source: RFC 8308 2.1. */
  readonly extensionInfo: boolean;
  /** Each host key that a key exchange of its own has shown. */
  readonly keys: readonly SshEndpointKey[];
  readonly oddities: readonly string[];
}

/** A host key, and whether the server has proved to hold it. */
export interface SshEndpointKey {
  /** The key format's name: `ssh-rsa`, `ecdsa-sha2-nistp256-cert-v01@openssh.com`. */
  readonly type: string;
  /** Null: not a type that can be read. */
  readonly bits: number | null;
  readonly curve: string | null;
  readonly certificate: boolean;
  /** SHA-256 of the key blob, in hexadecimal. */
  readonly sha256: string;
  /** The algorithm that was asked for and the method of the exchange that it signed. */
  readonly algorithm: string;
  readonly kex: string;
  /** `invalid`: whoever answers does not hold this key, or does not keep to the protocol. */
  readonly signature: 'valid' | 'invalid' | 'unchecked';
  readonly signatureProblem: string | null;
}
