/** Kinds of fact that follow from openssl.cnf: they may change when it is spoilt, and no others may. */
export const OPENSSL_KINDS = [
  'fips.module',
  'fips.module-parameters',
  'openssl.configuration',
  'openssl.directive-without-effect',
  'openssl.properties',
  'openssl.provider',
  'package.files',
  'tls.configured',
] as const;
