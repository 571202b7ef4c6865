import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { sshFile, sshIsAbsent } from './common/ssh-configured.ts';
import type { Judgement, Rule } from './rule.ts';

/** Names that may stand in each list of an OpenSSH configuration; `outsideModule` are computed by OpenSSH itself. */
export interface SshLists {
  readonly kex: readonly string[];
  readonly outsideModule: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

/** Does OpenSSH use approved algorithms only, and those from the module? Its own ML-KEM and sntrup761 lie outside any. */
export const sshAlgorithmsAllowed: Rule<SshLists> = {
  id: 'ssh-algorithms-allowed',
  title: 'OpenSSH uses approved algorithms from the module',
  reads: ['ssh.configured'],
  consults: ['package.installed', 'package.inventory'],
  params: (given) =>
    readParameters(given, {
      kex: names(),
      outsideModule: names([]),
      hostKeys: names(),
      ciphers: names(),
      macs: names(),
    }),
  judge(facts, lists) {
    if (sshIsAbsent(facts)) return [notApplicable('OpenSSH', 'OpenSSH is not installed')];
    return facts.all('ssh.configured').map((fact) => judgeLists(fact, lists));
  },
};

function judgeLists(fact: Fact<'ssh.configured'>, lists: SshLists): Judgement {
  const { value, subject } = fact;
  const outside = value.kex.filter((name) => lists.outsideModule.includes(name));
  const strangers = {
    KexAlgorithms: value.kex.filter((name) => !lists.kex.includes(name) && !outside.includes(name)),
    HostKeyAlgorithms: value.hostKeys.filter((name) => !lists.hostKeys.includes(name)),
    Ciphers: value.ciphers.filter((name) => !lists.ciphers.includes(name)),
    MACs: value.macs.filter((name) => !lists.macs.includes(name)),
  };
  const wrong = Object.entries(strangers).filter(([, found]) => found.length > 0);
  if (wrong.length === 0 && outside.length === 0) return met(subject, [fact]);
  const parts = [
    ...wrong.map(([keyword, found]) => `${keyword} has ${brief(found)}, not approved`),
    ...(outside.length > 0
      ? [`KexAlgorithms has ${brief(outside)}, whose post-quantum part does not come from the module`]
      : []),
  ];
  const file = sshFile(subject);
  const taken = [
    ...wrong.map(([keyword, found]) => [keyword, found] as const),
    ...(outside.length > 0 ? [['KexAlgorithms', outside] as const] : []),
  ];
  const byKeyword = Map.groupBy(taken, ([keyword]) => keyword);
  const lines = [...byKeyword].map(([keyword, found]) => `${keyword} -${found.flatMap(([, each]) => each).join(',')}`);
  return unmet(subject, [fact], { shortfall: parts.join('; '), remedy: `In ${file} write:\n${lines.join('\n')}` });
}

function brief(found: readonly string[]): string {
  return found.length > 4 ? `${found.slice(0, 4).join(', ')} and ${found.length - 4} more` : found.join(', ');
}
