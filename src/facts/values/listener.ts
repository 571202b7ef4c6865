/**
 * Subject: `listener tcp/443 (nginx)`. A TCP socket of this host that waits for connections; one program's sockets on one port,
 * whatever their addresses, are one listener.
 */
export interface Listener {
  readonly port: number;
  /** Those that it is bound to: `0.0.0.0` and `::` stand for every one. */
  readonly addresses: readonly string[];
  /** The name of the program's file; null: no process that could be seen holds the socket. */
  readonly program: string | null;
  readonly executable: RunningFile | null;
  /** Mapped libraries of cryptography; empty: none is mapped (its own copy may be built in); null: could not be looked at. */
  readonly libraries: readonly RunningLibrary[] | null;
  /** A program of Go without a mapped library; null: it is none, or that could not be told. */
  readonly go: RunningGo | null;
  /** `neither`: what answers speaks neither TLS, nor turns to it, nor SSH. */
  readonly speaks: 'tls' | 'ssh' | 'neither' | 'unknown';
  /** The plain-text protocol that turns to TLS. */
  readonly startTls: string | null;
}

/** A file that a process runs. */
export interface RunningFile {
  /** As this host names it; in a container as the container does. */
  readonly path: string;
  /** It was replaced or removed since the process began: what runs is not what lies there now. */
  readonly deleted: boolean;
}

/** A library that a process runs. */
export interface RunningLibrary extends RunningFile {
  /** Of a libcrypto: `3.5.7`; null: not told by the file, or the file is not there any more. */
  readonly version: string | null;
}

/** What decides on the cryptography of a Go program that runs, as far as it is written down. */
export interface RunningGo {
  /** Of the toolchain that built it: `1.26.5`; null: the program hides it. */
  readonly version: string | null;
  /** Settings of GODEBUG for TLS and FIPS 140 that its build brings: `tlsmlkem=0`. */
  readonly built: readonly string[];
  /** Those of its environment, which win; empty also where that could not be read. */
  readonly environment: readonly string[];
}

/** Subject: "listeners of this host". How many there are, by what they speak. */
export interface ListenerInventory {
  readonly tls: number;
  readonly ssh: number;
  readonly neither: number;
  readonly unknown: number;
}

/**
 * Subject: the listener's. What the configuration of its server says about groups; only where it is one whose files are read
 * (Apache, Dovecot, HAProxy, nginx, Postfix, PostgreSQL) and that speaks TLS.
 */
export interface ListenerConfigured {
  /** `nginx`. */
  readonly server: string;
  /** What sets them: `ssl_ecdh_curve`; null: nothing does. */
  readonly setting: string | null;
  readonly written: string | null;
  /** The file as the server sees it; null: the command line, or nothing sets them. */
  readonly from: { readonly path: string; readonly line: number } | null;
  /** IANA's names, as the library that runs reads what is written; null: it is not known, or nothing is set. */
  readonly groups: readonly string[] | null;
  /** Why the library would not take what is written; null where it would, or where that is not known. */
  readonly refused: string | null;
  /** Whose list stands where nothing is set; null: something is. */
  readonly otherwise: 'library' | 'server' | null;
}
