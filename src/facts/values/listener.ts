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

/** Subject: "listeners of this host". How many there are, by what they speak. */
export interface ListenerInventory {
  readonly tls: number;
  readonly ssh: number;
  readonly neither: number;
  readonly unknown: number;
}
