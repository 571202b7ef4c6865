import { weigher } from '../../assess/weigh.ts';
import { type Fact, type FactKind, fact } from '../../facts/fact.ts';
import { factBase } from '../../facts/fact-base.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { Profile, Requirement } from '../../policy/profile.ts';
import type { Judgement } from '../../rules/rule.ts';
import { printable } from '../told-finding.ts';
import type { Library } from './explanation.ts';

/** A list of a configuration in which names stand, and a way to make the facts of a system that has this one name there alone. */
export interface Probe {
  readonly kind: FactKind;
  readonly factsFor: (name: string) => readonly Fact[];
  /** Names to compare with: a requirement that judges all of them alike does not speak of them. */
  readonly others: readonly string[];
}

/**
 * How each profile judges a system that offers this one thing alone: the rules themselves are asked, so that nothing here can
 * say otherwise than a scan would. One line a requirement that speaks of such things.
 */
export function judgedInProfiles(name: string, probe: Probe, { profiles, rules, asOf }: Library): readonly string[] {
  return profiles.flatMap((profile) => {
    const lines = profile.requirements.flatMap((requirement) => {
      const rule = rules.find(({ id }) => id === requirement.rule);
      if (rule === undefined || !rule.reads.includes(probe.kind)) return [];
      const ask = rule.with(requirement.with);
      const judge = (each: string): Judgement | undefined =>
        ask.judge(factBase(probe.factsFor(each), [])).find(({ outcome }) => outcome !== 'not-applicable');
      const outcomes = new Set([name, ...probe.others].map((each) => judge(each)?.outcome ?? 'none'));
      const judgement = judge(name);
      return outcomes.size < 2 || judgement === undefined ? [] : [lineOf(profile, requirement, judgement, asOf)];
    });
    return lines;
  });
}

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
const servingModule = fact(
  'fips.module',
  'OpenSSL FIPS provider',
  {
    name: null,
    version: null,
    build: null,
    path: HERE,
    integrity: 'intact',
    integrityBasis: 'an example',
    packageDigest: 'matches',
    selected: { flagOff: 'enforced', flagOn: 'enforced' },
    nonCompliant: false,
    reportedActive: null,
    certificate: null,
  },
  seen,
);

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
