/** Subject: the engine's role: "OpenSSL library", "OpenSSL FIPS provider", "Node.js". Known answers of one operation of one set. */
export interface KatRun {
  /** `noble`, `node`, `openssl`, `openssl-fips`. */
  readonly engine: string;
  /** As the implementation says it. */
  readonly version: string;
  /** What shows that the answers come from where they are said to come from; null where it goes without saying. */
  readonly proof: string | null;
  /** `ML-KEM`, `ML-DSA`, `SLH-DSA`, `LMS`. */
  readonly algorithm: string;
  /** `keyGen`, `encapsulation`, `decapsulation`, `implicit rejection`, `encapsulationKeyCheck`, `decapsulationKeyCheck`, `sigGen`, `sigVer`. */
  readonly operation: string;
  /** As the set calls itself: `ML-KEM keyGen FIPS203`. */
  readonly vectorSet: string;
  readonly passed: number;
  readonly failed: number;
  /** Cases that the engine cannot be asked; they speak neither for it nor against it. */
  readonly skipped: number;
  /** How many were skipped, by reason. */
  readonly skippedBecause: Readonly<Record<string, number>>;
  readonly firstFailure: KatFailure | null;
}

/** The first case, in the order of its file, that an engine got wrong. */
export interface KatFailure {
  readonly tcId: number;
  /** NIST's name: `ML-KEM-768`. */
  readonly parameterSet: string;
  readonly why: string;
  /** What the vector's author says of the case: `modified ciphertext`. */
  readonly note: string | null;
}
