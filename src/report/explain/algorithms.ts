import { type CertificateAlgorithm, certificateAlgorithms } from '../../vocabulary/certificate-algorithms.ts';
import { tls13CipherSuites } from '../../vocabulary/cipher-suites.ts';
import { draftSignatureSchemes } from '../../vocabulary/draft-signature-schemes.ts';
import { type GroupKind, type NamedGroup, namedGroups } from '../../vocabulary/named-groups.ts';
import { otherTlsGroups } from '../../vocabulary/other-tls-groups.ts';
import { postQuantumParameterSets } from '../../vocabulary/post-quantum-parameter-sets.ts';
import { type SignatureScheme, signatureSchemes } from '../../vocabulary/signature-schemes.ts';
import { tls12CipherSuites } from '../../vocabulary/tls12-cipher-suites.ts';
import { codePointText, type Entry, type Explanation, type Library, section } from './explanation.ts';
import { certificateProbe, judgedInProfiles, tlsProbe } from './probe.ts';

/** Every algorithm of TLS and of certificates, by name, code point and object identifier. */
export function algorithmEntries(library: Library): readonly Entry[] {
  return [
    ...namedGroups.map((group) => entry(groupNames(group), () => explainGroup(group, library))),
    ...otherTlsGroups.map(({ name, codePoint, standing }) =>
      entry([name, ...points(codePoint)], () => ({
        id: name,
        kind: 'TLS group',
        sections: [
          ...section('What it is', [`${codePointText(codePoint)}, ${STANDINGS[standing]}`]),
          ...judgedInProfiles('A system that offers this group alone', name, tlsProbe('groups', GROUPS), library),
        ],
      })),
    ),
    ...signatureSchemes.map((scheme) =>
      entry([scheme.name, ...scheme.opensslNames, ...points(scheme.codePoint)], () => explainScheme(scheme, library)),
    ),
    ...draftSignatureSchemes.map(({ name, codePoint }) =>
      entry([name, name.replace(' (draft)', ''), ...points(codePoint)], () => ({
        id: name,
        kind: 'TLS signature scheme',
        sections: [
          ...section('What it is', [`${codePointText(codePoint)}: a draft took this number, no registry has it`]),
          ...section('Why it matters', [WHY_SIGNED]),
          ...judgedInProfiles(
            'A system that offers this scheme alone',
            name,
            tlsProbe('signatureSchemes', SCHEMES),
            library,
          ),
        ],
      })),
    ),
    ...[...tls13CipherSuites, ...tls12CipherSuites].map(({ name, codePoint }) =>
      entry([name, ...points(codePoint)], () => explainSuite(name, codePoint, library)),
    ),
    ...certificateAlgorithms.map(({ name, oid, era }) =>
      entry([name, oid], () => explainOid({ name, oid, era }, library)),
    ),
  ];
}

function groupNames({ name, opensslNames, codePoint }: NamedGroup): readonly [string, ...string[]] {
  return [name, ...opensslNames, ...points(codePoint)];
}

function explainGroup(group: NamedGroup, library: Library): Explanation {
  const { name, codePoint, kind, components, securityBits, minTls, maxTls, since, until, fips, opensslNames } = group;
  const what = [
    `${codePointText(codePoint)} (${codePoint}), ${KINDS[kind]}: ${components.join(' and ')}; ${securityBits} bits as OpenSSL counts them`,
    `${versions(minTls, maxTls)}; in OpenSSL from ${since}${until === null ? '' : `, left out of default builds from ${until}`}`,
    fips === null
      ? 'no FIPS provider of OpenSSL announces it'
      : `announced by the FIPS provider of OpenSSL from ${fips.from}${fips.until === null ? '' : ` to before ${fips.until}`}; which certificate lists it is another question`,
    `OpenSSL takes it as ${opensslNames.join(', ')}`,
  ];
  return {
    id: name,
    kind: 'TLS group',
    sections: [
      ...section('What it is', what),
      ...section('Why it matters', [WHY[kind]]),
      ...judgedInProfiles('A system that offers this group alone', name, tlsProbe('groups', GROUPS), library),
    ],
  };
}

function explainScheme(
  { name, codePoint, keyType, hash, minTls, maxTls, since }: SignatureScheme,
  library: Library,
): Explanation {
  return {
    id: name,
    kind: 'TLS signature scheme',
    sections: [
      ...section('What it is', [
        `${codePointText(codePoint)}: keys of type ${keyType}${hash === null ? '' : ` with ${hash}`}; ${versions(minTls, maxTls)}; in OpenSSL from ${since}`,
      ]),
      ...section('Why it matters', [/^ML-DSA|^SLH-DSA/.test(keyType) ? WHY_SIGNED : WHY_FORGED]),
      ...judgedInProfiles(
        'A system that offers this scheme alone',
        name,
        tlsProbe('signatureSchemes', SCHEMES),
        library,
      ),
    ],
  };
}

function explainSuite(name: string, codePoint: number, library: Library): Explanation {
  const others = tls13CipherSuites.map((each) => each.name);
  const old = tls12CipherSuites.find((each) => each.name === name);
  const parts =
    old === undefined
      ? 'a suite of TLS 1.3'
      : `a suite of TLS 1.2 and older: key by ${old.keyExchange}, signed with ${old.authentication ?? 'nothing'}, ${old.cipher}`;
  return {
    id: name,
    kind: 'cipher suite',
    sections: [
      ...section('What it is', [`${codePointText(codePoint)}: ${parts}`]),
      ...section('Why it matters', [old?.keyExchange === 'RSA' ? WHY_TRANSPORT : WHY_SUITE]),
      ...judgedInProfiles('A system that offers this suite alone', name, tlsProbe('ciphers', others), library),
    ],
  };
}

function explainOid({ name, oid, era }: CertificateAlgorithm, library: Library): Explanation {
  const others = certificateAlgorithms.map((each) => each.name);
  const set = postQuantumParameterSets.find((each) => each.name === name);
  const sizes =
    set === undefined
      ? []
      : [
          `public key ${set.publicKeyLength} bytes, private key ${set.secretKeyLength}, ${set.algorithm === 'ML-KEM' ? 'ciphertext' : 'signature'} ${set.outputLength}`,
        ];
  return {
    id: name,
    kind: 'algorithm of keys and certificates',
    sections: [
      ...section('What it is', [`${oid}: ${ERAS[era]}`, ...sizes]),
      ...section('Why it matters', [era === 'classical' ? WHY_FORGED : WHY_SIGNED]),
      ...judgedInProfiles('A TLS endpoint whose certificate has it', name, certificateProbe(others), library),
    ],
  };
}

function entry(names: readonly [string, ...string[]], explain: () => Explanation): Entry {
  return { names, explain };
}

function points(codePoint: number): readonly [string, string] {
  return [codePointText(codePoint), `${codePoint}`];
}

function versions(minTls: number, maxTls: number): string {
  const name = (number: number): string => `TLS 1.${(number & 0xff) - 1}`;
  if (maxTls === 0) return `${name(minTls)} and later`;
  return minTls === maxTls ? `${name(minTls)} alone` : `${name(minTls)} to ${name(maxTls)}`;
}

const KINDS: Readonly<Record<GroupKind, string>> = {
  ecdh: 'an elliptic curve',
  ffdhe: 'a finite field',
  'ml-kem': 'ML-KEM by itself',
  hybrid: 'a hybrid',
};
const GROUPS = namedGroups.map(({ name }) => name);
const SCHEMES = signatureSchemes.map(({ name }) => name);
const WHY_SUITE =
  'It protects the records of a connection. Whether they can be read later is decided by how the key was established.';
const WHY_TRANSPORT =
  'The key is sent to the RSA key of the certificate: whoever has that key, or a large quantum computer, reads all that was recorded.';
const RECORDED = 'what is recorded today can be read once a large quantum computer exists';
const WHY: Readonly<Record<GroupKind, string>> = {
  ecdh: `Discrete logarithms are all that protects the key: ${RECORDED}.`,
  ffdhe: `Discrete logarithms are all that protects the key: ${RECORDED}.`,
  'ml-kem': 'A quantum computer is not known to help against ML-KEM (FIPS 203). No second algorithm stands behind it.',
  hybrid:
    'The key holds as long as one of both parts does: ML-KEM (FIPS 203) against quantum computers, the curve against a mistake in what is new.',
};
const WHY_SIGNED =
  'A quantum computer is not known to help against it. It protects from the day on which peers ask for it.';
const WHY_FORGED =
  'Once a large quantum computer exists, signatures can be forged; those made and checked before stay what they were.';
const STANDINGS = {
  'obsolete-draft': 'a draft that RFC 10024 made obsolete: whoever offers it runs old code',
  private: 'a number that a library took for experiments: no registry has it',
} as const;
const ERAS = {
  classical: 'classical',
  'post-quantum': 'post-quantum',
  draft: 'from a draft, composite with ML-DSA',
} as const;
