/** Red Hat's rh-openssl.cnf as Fedora, RHEL, Amazon and Azure Linux 4 install it; the last moves `alg_section` up. */
export function redHatCnf(options: { readonly algSectionFirst?: boolean } = {}): string {
  const first = options.algSectionFirst === true;
  return opensslCnf({
    diagnostics: '0',
    init: `${first ? `${ALG_SECTION}` : ''}providers = provider_sect
# Uncomment the sections that start with ## below to enable the legacy provider.

# Load default TLS policy configuration
ssl_conf = ssl_module
${first ? '' : ALG_SECTION}`,
    providers: `${EVP_PROPERTIES}${ACTIVE_DEFAULT}${DROP_INS}`,
    tls: CRYPTO_POLICY,
  });
}

/** Debian 13's file: diagnostics on, `default` listed but not activated, no ssl_conf. */
export function debianCnf(): string {
  return opensslCnf({ diagnostics: '1', init: 'providers = provider_sect\n', providers: LISTED_DEFAULT });
}

/** Upstream's own file, as Flatcar installs it: as Debian's, but without diagnostics. */
export function upstreamCnf(): string {
  return opensslCnf({ init: 'providers = provider_sect\n', providers: LISTED_DEFAULT });
}

/** Ubuntu 24.04: Debian's file with the security level set for every TLS context. */
export function ubuntuCnf(): string {
  return opensslCnf({
    diagnostics: '1',
    init: 'providers = provider_sect\nssl_conf = ssl_sect\n',
    providers: LISTED_DEFAULT,
    tls: `[ssl_sect]
system_default = system_default_sect

[system_default_sect]
CipherString = DEFAULT:@SECLEVEL=2

`,
  });
}

/** Azure Linux 3: upstream's file with `default` activated and a directory for drop-ins (patch 0024). */
export function azureLinux3Cnf(): string {
  return opensslCnf({
    init: `providers = provider_sect\n${ALG_SECTION}`,
    providers: `${EVP_PROPERTIES}${ACTIVE_DEFAULT}${DROP_INS}`,
  });
}

/** SUSE's file: the crypto policy through ssl_conf, no directory for drop-ins. */
export function suseCnf(): string {
  return opensslCnf({
    diagnostics: '0',
    init: `providers = provider_sect\n# Load default TLS policy configuration\nssl_conf = ssl_module\n${ALG_SECTION}`,
    providers: `${EVP_PROPERTIES}${ACTIVE_DEFAULT}`,
    tls: CRYPTO_POLICY,
  });
}

/** Chainguard's openssl-config-fipshardened: FIPS and base only, and every fetch must be approved. */
export function chainguardFipsCnf(): string {
  return `config_diagnostics = 1
openssl_conf = openssl_init

.include /etc/ssl/fipsmodule.cnf

[openssl_init]
providers = provider_sect
alg_section = algorithm_sect

[provider_sect]
fips = fips_sect
base = base_sect

[base_sect]
activate = 1

[algorithm_sect]
default_properties = fips=yes
`;
}

/** What a Flatcar operator writes to turn the provider on, following the project's guide. */
export function flatcarFipsCnf(): string {
  return `config_diagnostics = 1
openssl_conf = openssl_init
# it includes the fipsmodule configuration generated with the module
.include /etc/ssl/fipsmodule.cnf
[openssl_init]
providers = provider_sect
[provider_sect]
fips = fips_sect
base = base_sect
[base_sect]
activate = 1
`;
}

interface Pieces {
  /** Absent: the file says nothing, which counts as 0. */
  readonly diagnostics?: '0' | '1';
  readonly init: string;
  readonly providers: string;
  readonly tls?: string;
}

function opensslCnf({ diagnostics, init, providers, tls = '' }: Pieces): string {
  return `#
# OpenSSL example configuration file.
# See doc/man5/config.pod for more info.
#
# Note that you can include other files from the main configuration
# file using the .include directive.
#.include filename

# This definition stops the following lines choking if HOME isn't
# defined.
HOME\t\t\t= .

# Use this in order to automatically load providers.
openssl_conf = openssl_init

${diagnostics === undefined ? '' : `config_diagnostics = ${diagnostics}\n\n`}# Extra OBJECT IDENTIFIER info:
# oid_file       = $ENV::HOME/.oid
oid_section = new_oids

[ new_oids ]
# Policies used by the TSA examples.
tsa_policy1 = 1.2.3.4.1
tsa_policy2 = 1.2.3.4.5.6

[openssl_init]
${init}
${providers}
${tls}${APPLICATIONS}`;
}

const ALG_SECTION = 'alg_section = evp_properties\n';

const EVP_PROPERTIES = `[ evp_properties ]
#This section is intentionally added empty here
#to be tuned on particular systems

`;

const ACTIVE_DEFAULT = `# List of providers to load
[provider_sect]
default = default_sect
##legacy = legacy_sect
##
[default_sect]
activate = 1

##[legacy_sect]
##activate = 1
`;

const LISTED_DEFAULT = `# List of providers to load
[provider_sect]
default = default_sect
# The fips section name should match the section name inside the
# included fipsmodule.cnf.
# fips = fips_sect

# If no providers are activated explicitly, the default one is activated implicitly.
[default_sect]
# activate = 1

`;

const DROP_INS = `
#Place the third party provider configuration files into this folder
.include /etc/pki/tls/openssl.d

`;

const CRYPTO_POLICY = `[ ssl_module ]

system_default = crypto_policy

[ crypto_policy ]

.include = /etc/crypto-policies/back-ends/opensslcnf.config

`;

/** Sections that every distribution's openssl.cnf carries for `openssl ca`, `req` and `ts`; `$dir` and `$insta::ref` are expanded. */
const APPLICATIONS = `####################################################################
[ ca ]
default_ca\t= CA_default\t\t# The default ca section

####################################################################
[ CA_default ]

dir\t\t= ./demoCA\t\t# Where everything is kept
certs\t\t= $dir/certs\t\t# Where the issued certs are kept
database\t= $dir/index.txt\t# database index file.
#unique_subject\t= no\t\t\t# Set to 'no' to allow creation of
\t\t\t\t\t# several certs with same subject.
private_key\t= $dir/private/cakey.pem # The private key
x509_extensions\t= usr_cert\t\t# The extensions to add to the cert
default_days\t= 365\t\t\t# how long to certify for
default_md\t= default\t\t# use public key default MD
policy\t\t= policy_match

[ policy_match ]
countryName\t\t= match
commonName\t\t= supplied

####################################################################
[ req ]
default_bits\t\t= 2048
distinguished_name\t= req_distinguished_name
x509_extensions\t= v3_ca\t# The extensions to add to the self signed cert
string_mask = utf8only

[ req_distinguished_name ]
countryName\t\t\t= Country Name (2 letter code)
0.organizationName\t\t= Organization Name (eg, company)
commonName\t\t\t= Common Name (eg, your name or your server\\'s hostname)

[ usr_cert ]
basicConstraints=CA:FALSE
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid,issuer

[ v3_ca ]
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid:always,issuer
basicConstraints = critical,CA:true

[ proxy_cert_ext ]
proxyCertInfo=critical,language:id-ppl-anyLanguage,pathlen:3,policy:foo

[insta] # CMP using Insta Demo CA
server = pki.certificate.fi:8700
recipient = "/C=FI/O=Insta Demo/CN=Insta Demo CA" # or set srvcert or issuer
ref = 3078 # user identification
secret = pass:insta # can be used for both client and server side

[pbm] # Password-based protection for Insta CA
ref = $insta::ref # 3078
secret = $insta::secret # pass:insta
`;
