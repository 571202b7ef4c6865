/** What a back-end's file says, in the consumer's own spelling; lists in the order in which they stand, each name once. */
export interface BackEndSets {
  /** `blocklist`: only `disabled` says something. */
  readonly mode: 'allowlist' | 'blocklist';
  /** For SSH: the key exchange methods. */
  readonly groups: readonly string[];
  readonly signatures: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly protocols: readonly string[];
  readonly keyExchanges: readonly string[];
  readonly hashes: readonly string[];
  readonly disabled: readonly string[];
  readonly minimumKeySizes: KeySizes;
  readonly settings: Readonly<Record<string, string>>;
}

/** Bits; null: the file sets no such bound. */
export interface KeySizes {
  readonly rsa: number | null;
  readonly dh: number | null;
  readonly dsa: number | null;
}

/** The lists of a back-end, by member name. */
export const SET_NAMES = [
  'groups',
  'signatures',
  'ciphers',
  'macs',
  'protocols',
  'keyExchanges',
  'hashes',
  'disabled',
] as const;

/** Whether a file said anything at all; one of which nothing could be read allows nobody knows what. */
export function saysNothing(sets: BackEndSets): boolean {
  return SET_NAMES.every((list) => sets[list].length === 0) && Object.keys(sets.settings).length === 0;
}

/** Completes sets: members left out are empty, repeated names are dropped. */
export function backEndSets(some: Partial<BackEndSets>): BackEndSets {
  const list = (names: readonly string[] | undefined) => [...new Set(names ?? [])].filter((name) => name !== '');
  return {
    mode: some.mode ?? 'allowlist',
    groups: list(some.groups),
    signatures: list(some.signatures),
    ciphers: list(some.ciphers),
    macs: list(some.macs),
    protocols: list(some.protocols),
    keyExchanges: list(some.keyExchanges),
    hashes: list(some.hashes),
    disabled: list(some.disabled),
    minimumKeySizes: some.minimumKeySizes ?? NO_SIZES,
    settings: some.settings ?? {},
  };
}

/** No bound at all. */
export const NO_SIZES: KeySizes = { rsa: null, dh: null, dsa: null };
