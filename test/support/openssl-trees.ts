import { buildFipsModule, buildLibcrypto, moduleMac } from './elf.ts';
import type { Tree } from './tree.ts';

const KERNEL = '/proc/sys/crypto/fips_enabled';

/** The FIPS module of Debian 13, not validated: a small file of the same shape. */
const DEBIAN_FIPS_SO: Uint8Array = buildFipsModule({ version: '3.5.7' });
/** The certified module of RHEL 9, its MAC inside. */
export const RHEL_9_FIPS_SO: Uint8Array = buildFipsModule({
  name: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
  version: '3.0.7-395c1a240fbfffd8',
  mac: 'embedded',
});

/** Debian 13 as openssl and openssl-provider-fips leave it: the module lies there, nothing names it. */
export function debian13(configuration = DEBIAN_CNF): Tree {
  return {
    '/usr/lib/x86_64-linux-gnu/libcrypto.so.3': buildLibcrypto({
      version: 'OpenSSL 3.5.7 9 Jun 2026',
      openssldir: '/usr/lib/ssl',
      modulesDirectory: '/usr/lib/x86_64-linux-gnu/ossl-modules',
    }),
    '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so': DEBIAN_FIPS_SO,
    '/usr/lib/ssl/openssl.cnf': { link: '/etc/ssl/openssl.cnf' },
    '/etc/ssl/openssl.cnf': configuration,
  };
}

/** Debian 13 whose administrator ran fipsinstall and turned the module on as fips_module(7) says. */
export function debian13Fips(): Tree {
  const configuration = DEBIAN_CNF.replace('# .include fipsmodule.cnf', '.include /etc/ssl/fipsmodule.cnf')
    .replace('ssl_conf = ssl_sect', 'ssl_conf = ssl_sect\nalg_section = algorithm_sect')
    .replace('default = default_sect', 'fips = fips_sect\nbase = base_sect')
    .concat('\n[base_sect]\nactivate = 1\n[algorithm_sect]\ndefault_properties = fips=yes\n');
  const section = `[fips_sect]\nactivate = 1\nconditional-errors = 1\nsecurity-checks = 1\nmodule-mac = ${moduleMac(DEBIAN_FIPS_SO)}\n`;
  return { ...debian13(configuration), '/etc/ssl/fipsmodule.cnf': section };
}

/** A system with Fedora's layout: openssl.cnf, the policy's back-end, the module with its MAC inside. */
export function redHat(plan: {
  readonly version: string;
  readonly backEnd: string;
  readonly module: Uint8Array;
}): Tree {
  return {
    '/usr/lib64/libcrypto.so.3': buildLibcrypto({
      version: `OpenSSL ${plan.version} 30 Sep 2025`,
      openssldir: '/etc/pki/tls',
      modulesDirectory: '/usr/lib64/ossl-modules',
      strings: [KERNEL, 'rh-allow-sha1-signatures', '/etc/pki/tls/fips_local.cnf'],
    }),
    '/usr/lib64/ossl-modules/fips.so': plan.module,
    '/etc/pki/tls/openssl.cnf': FEDORA_CNF,
    '/etc/crypto-policies/back-ends/opensslcnf.config': plan.backEnd,
    '/etc/pki/tls/fips_local.cnf': { link: '/etc/crypto-policies/back-ends/openssl_fips.config' },
    '/etc/crypto-policies/back-ends/openssl_fips.config': '\n[fips_sect]\ntls1-prf-ems-check = 1\nactivate = 1\n',
  };
}

/** Azure Linux 3 or 4 with SymCrypt. */
export function azureLinux(release: 3 | 4): Tree {
  const dropIn = release === 3 ? '/etc/pki/tls/symcrypt_prov.cnf' : '/etc/pki/tls/openssl.d/symcrypt_prov.cnf';
  const modules = release === 3 ? '/usr/lib/ossl-modules' : '/usr/lib64/ossl-modules';
  const libraries = release === 3 ? '/usr/lib' : '/usr/lib64';
  return {
    [`${libraries}/libcrypto.so.3`]: buildLibcrypto({
      version: release === 3 ? 'OpenSSL 3.3.5 30 Sep 2025' : 'OpenSSL 3.5.4 30 Sep 2025',
      openssldir: '/etc/pki/tls',
      modulesDirectory: modules,
      strings: [KERNEL, 'rh-allow-sha1-signatures', dropIn, 'symcryptprovider'],
    }),
    '/etc/pki/tls/openssl.cnf':
      'openssl_conf = openssl_init\n[openssl_init]\nproviders = provider_sect\n[provider_sect]\ndefault = default_sect\n[default_sect]\nactivate = 1\n',
    [dropIn]: `[symcrypt_prov_sect]\nmodule = ${modules}/symcryptprovider.so\nactivate = 1\n`,
  };
}

/** The part of Debian 13's openssl.cnf that programs read, with its comments. */
const DEBIAN_CNF = `HOME			= .

# Use this in order to automatically load providers.
openssl_conf = openssl_init
config_diagnostics = 1

# .include fipsmodule.cnf

[openssl_init]
providers = provider_sect
ssl_conf = ssl_sect

[provider_sect]
default = default_sect

[default_sect]
# activate = 1

[ssl_sect]
system_default = system_default_sect

[system_default_sect]
MinProtocol = TLSv1.2
CipherString = DEFAULT@SECLEVEL=2
`;

/** Fedora 43's, likewise. */
const FEDORA_CNF = `openssl_conf = openssl_init
config_diagnostics = 0

[openssl_init]
providers = provider_sect
ssl_conf = ssl_module
alg_section = evp_properties

[evp_properties]

[provider_sect]
default = default_sect

[default_sect]
activate = 1
.include /etc/pki/tls/openssl.d

[ssl_module]
system_default = crypto_policy

[crypto_policy]
.include = /etc/crypto-policies/back-ends/opensslcnf.config
`;
