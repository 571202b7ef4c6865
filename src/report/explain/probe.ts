import { weigher } from '../../assess/weigh.ts';
import { type Fact, type FactKind, fact } from '../../facts/fact.ts';
import { factBase } from '../../facts/fact-base.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { CertificateSummary } from '../../facts/tls-endpoint-values.ts';
import type { Profile, Requirement } from '../../policy/profile.ts';
import type { Judgement } from '../../rules/rule.ts';
import { printable } from '../told-finding.ts';
import { exampleModule } from './example-module.ts';
import { type Library, type Section, section } from './explanation.ts';

/** A list of a configuration in which names stand, and a way to make the facts of a system that has this one name there alone. */
export interface Probe {
  readonly kind: FactKind;
  readonly factsFor: (name: string) => readonly Fact[];
  /** Names to compare with: a requirement that judges all of them alike does not speak of them. */
  readonly others: readonly string[];
}

/**
 * How each profile judges a system that has this one thing alone, and what mends what is short: the rules themselves are asked, so
 * that nothing here can say otherwise than a scan would. One line a requirement that speaks of such things.
 */
export function judgedInProfiles(heading: string, name: string, probe: Probe, library: Library): readonly Section[] {
  const { profiles, rules, asOf } = library;
  const lines: string[] = [];
  const remedies = new Set<string>();
  for (const profile of profiles)
    for (const requirement of profile.requirements) {
      const judgement = judgedApart(name, probe, { requirement, rules });
      if (judgement === undefined) continue;
      lines.push(lineOf(profile, requirement, judgement, asOf));
      if (judgement.outcome === 'unmet') remedies.add(judgement.remedy.replaceAll(HERE, 'the file that sets it'));
    }
  return [
    ...section(heading, lines.length > 0 ? lines : ['no profile that was asked tells it from others']),
    ...section('How to mend it', remediesText([...remedies])),
  ];
}

/** What is said of it; undefined: nothing, or the same as of all the others. */
function judgedApart(
  name: string,
  { kind, factsFor, others }: Probe,
  { requirement, rules }: { readonly requirement: Requirement; readonly rules: Library['rules'] },
): Judgement | undefined {
  const rule = rules.find(({ id }) => id === requirement.rule);
  if (rule === undefined || !(rule.reads.includes(kind) || rule.consults.includes(kind))) return undefined;
  const ask = rule.with(requirement.with);
  const judge = (each: string): Judgement | undefined =>
    ask.judge(factBase(factsFor(each), [])).find(({ outcome }) => outcome !== 'not-applicable');
  const judgement = judge(name);
  return others.some((each) => judge(each)?.outcome !== judgement?.outcome) ? judgement : undefined;
}

function remediesText(remedies: readonly string[]): readonly string[] {
  const shown = remedies.slice(0, MOST_REMEDIES).flatMap((remedy) => {
    const [first = '', ...rest] = remedy.split('\n');
    return [first, ...rest.map((line) => `  ${line}`)];
  });
  const more = remedies.length - MOST_REMEDIES;
  return more > 0 ? [...shown, `and ${more} more: a scan says which fits`] : shown;
}

const MOST_REMEDIES = 4;

function lineOf(profile: Profile, requirement: Requirement, judgement: Judgement, asOf: Library['asOf']): string {
  const { weight, shortfall, notes } = weigher(requirement, { asOf })(judgement);
  const said = weight === 'pass' ? requirement.says : (shortfall ?? requirement.says);
  const when = notes.filter((note) => /^(fails from|disallowed|deprecated|from a draft)/.test(note));
  // The file of the example is nobody's.
  const words = [printable(said).replaceAll(` (${HERE}:1)`, ''), ...when].join('; ');
  return `${weight.padEnd(7)} ${profile.id} ${requirement.id}: ${words}`;
}

/** A TLS configuration that offers one group, one scheme or one suite. */
export function tlsProbe(list: 'groups' | 'signatureSchemes' | 'ciphers', others: readonly string[]): Probe {
  return {
    kind: 'tls.configured',
    others,
    factsFor: (name) => [
      servingModule,
      fact(
        'tls.configured',
        'OpenSSL system default',
        {
          ...TLS,
          [list]: [name],
          keyShares: list === 'groups' ? [name] : TLS.keyShares,
        },
        seen,
      ),
    ],
  };
}

/** A TLS endpoint that shows a certificate with such a key, or signed so. */
export function certificateProbe(others: readonly string[]): Probe {
  return {
    kind: 'tls.endpoint.certificate',
    others,
    factsFor: (name) => [
      fact('tls.endpoint.reached', ENDPOINT, { startTls: null, addresses: 1, oddities: [] }, seen),
      fact('tls.endpoint.versions', ENDPOINT, { supported: ['TLSv1.3'], notSupported: OLDER, unknown: [] }, seen),
      fact(
        'tls.endpoint.signature-schemes',
        ENDPOINT,
        { supported: [], used: null, complete: true, notVerified: [] },
        seen,
      ),
      fact('tls.endpoint.certificate', ENDPOINT, { ...SHOWN, chain: [certificateWith(name)] }, seen),
    ],
  };
}

function certificateWith(name: string): CertificateSummary {
  const signs = /with/i.test(name);
  return {
    sha256: '',
    subject: 'CN=example',
    issuer: 'CN=example',
    serial: '01',
    keyAlgorithm: signs ? 'EC secp384r1' : name,
    keyBits: signs ? 384 : /^RSA/.test(name) ? 3072 : null,
    signatureAlgorithm: signs || /^(ML|SLH)-DSA/.test(name) ? name : 'ecdsa-with-SHA384',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    subjectAltNames: [],
    problem: null,
    der: null,
  };
}

const ENDPOINT = 'TLS endpoint';
const OLDER = ['TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'];
const SHOWN = {
  schemes: [],
  versions: ['TLSv1.3'],
  signature: 'valid',
  signatureProblem: null,
  clientCertificate: 'not-requested',
} as const;

/** An OpenSSH configuration that offers one method, or one type of key. */
export function sshProbe(list: 'kex' | 'hostKeys', others: readonly string[]): Probe {
  return {
    kind: 'ssh.configured',
    others,
    factsFor: (name) => [servingModule, fact('ssh.configured', 'OpenSSH server', { ...SSH, [list]: [name] }, seen)],
  };
}

const HERE = targetPath('/etc/example.cnf');
const seen = evidence({ in: 'file', path: HERE }, 'an example');
const WRITTEN = { from: 'directive', path: HERE, line: 1 } as const;

/** A FIPS module serves, so that what is asked in FIPS mode alone is asked. */
const servingModule = exampleModule('OpenSSL FIPS provider', { name: null, version: null, build: null });

const TLS = {
  minProtocol: 'TLSv1.2',
  maxProtocol: null,
  groups: ['secp384r1'],
  keyShares: ['secp384r1'],
  signatureSchemes: ['ecdsa_secp384r1_sha384'],
  ciphers: ['TLS_AES_256_GCM_SHA384'],
  cipherString: null,
  securityLevel: 2,
  origin: {
    minProtocol: WRITTEN,
    maxProtocol: WRITTEN,
    groups: WRITTEN,
    signatureSchemes: WRITTEN,
    ciphers: WRITTEN,
    securityLevel: WRITTEN,
  },
};

const SSH = {
  kex: ['ecdh-sha2-nistp384'],
  hostKeys: ['ecdsa-sha2-nistp384'],
  ciphers: ['aes256-gcm@openssh.com'],
  macs: ['hmac-sha2-512'],
  publicKeyAlgorithms: ['ecdsa-sha2-nistp384'],
  requiredRsaSize: null,
  origin: { KexAlgorithms: WRITTEN, HostKeyAlgorithms: WRITTEN, Ciphers: WRITTEN, MACs: WRITTEN },
};
