/** A provider of cryptography for Java, by a class that each jar with it holds, renamed or shaded jars too. */
export interface JavaProviderClass {
  readonly library: string;
  readonly entry: RegExp;
  /** The name by which certificates know it. */
  readonly module?: string;
}

/** Sources: the providers' own documentation, read 2026-11. */
export const JAVA_PROVIDER_CLASSES: readonly JavaProviderClass[] = [
  {
    library: 'Bouncy Castle FIPS',
    entry: /^org\/bouncycastle\/jcajce\/provider\/BouncyCastleFipsProvider\.class$/,
    module: 'BC-FJA',
  },
  { library: 'Bouncy Castle', entry: /^org\/bouncycastle\/jce\/provider\/BouncyCastleProvider\.class$/ },
  { library: 'Bouncy Castle JSSE', entry: /^org\/bouncycastle\/jsse\/provider\/BouncyCastleJsseProvider\.class$/ },
  { library: 'Conscrypt (BoringSSL)', entry: /^org\/conscrypt\/OpenSSLProvider\.class$/ },
  {
    library: 'Amazon Corretto Crypto Provider (AWS-LC)',
    entry: /^com\/amazon\/corretto\/crypto\/provider\/AmazonCorrettoCryptoProvider\.class$/,
  },
  { library: 'netty-tcnative', entry: /^META-INF\/native\/libnetty_tcnative[\w-]*\.so$/ },
];
