import type { CipherSuite } from '../../vocabulary/cipher-suites.ts';
import type { SignatureScheme } from '../../vocabulary/signature-schemes.ts';
import type { GroupList } from './group-list.ts';
import type { ProtocolSettings } from './protocol-versions.ts';
import type { ResolvedTls, ValueSource } from './resolution.ts';

/** The settings of an SSL_CTX, built-in or as commands have set them. */
export interface TlsSettings {
  readonly groups: GroupList;
  /** Null: the library's own list. */
  readonly schemes: readonly SignatureScheme[] | null;
  readonly protocols: ProtocolSettings;
  readonly suites: readonly CipherSuite[];
  readonly cipherString: string | null;
  readonly anyTls12Suite: boolean;
  readonly anyEcdheSuite: boolean;
  readonly securityLevel: number;
  readonly origin: Readonly<Record<keyof ResolvedTls['origin'], ValueSource>>;
}
