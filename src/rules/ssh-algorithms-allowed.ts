import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { sshAsBooted, sshFile, sshIsAbsent, whyOpen } from './common/ssh-configured.ts';
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
  consults: ['crypto-policy.state', 'kernel.boot', 'kernel.fips-mode', 'package.installed', 'package.inventory'],
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
    return sshAsBooted(facts).map((fact) => judgeLists(facts, fact, lists));
  },
};

function judgeLists(facts: FactBase, fact: Fact<'ssh.configured'>, lists: SshLists): Judgement {
  const { subject } = fact;
  const faults = faultsIn(fact.value, lists);
  const open = [...new Set(faults.flatMap(({ keyword }) => whyOpen(facts, fact, keyword) ?? []))];
  const settled = faults.filter(({ keyword }) => whyOpen(facts, fact, keyword) === undefined);
  if (settled.length === 0)
    return open.length === 0 ? met(subject, [fact]) : unknown(subject, open.join('; '), { kind: 'ssh.configured' });
  const shortfall = settled.map(({ keyword, names, fault }) => `${keyword} has ${brief(names)}, ${fault}`).join('; ');
  const lines = [...Map.groupBy(settled, ({ keyword }) => keyword)].map(
    ([keyword, found]) => `${keyword} -${found.flatMap(({ names }) => names).join(',')}`,
  );
  return unmet(subject, [fact], { shortfall, remedy: `In ${sshFile(subject)} write:\n${lines.join('\n')}` });
}

interface Fault {
  readonly keyword: string;
  readonly names: readonly string[];
  readonly fault: string;
}

function faultsIn(value: Fact<'ssh.configured'>['value'], lists: SshLists): readonly Fault[] {
  const outside = value.kex.filter((name) => lists.outsideModule.includes(name));
  const kex = value.kex.filter((name) => !lists.kex.includes(name) && !outside.includes(name));
  const faults = [
    { keyword: 'KexAlgorithms', names: kex, fault: NOT_APPROVED },
    { keyword: 'KexAlgorithms', names: outside, fault: 'whose post-quantum part does not come from the module' },
    { keyword: 'HostKeyAlgorithms', names: without(value.hostKeys, lists.hostKeys), fault: NOT_APPROVED },
    { keyword: 'Ciphers', names: without(value.ciphers, lists.ciphers), fault: NOT_APPROVED },
    { keyword: 'MACs', names: without(value.macs, lists.macs), fault: NOT_APPROVED },
  ];
  return faults.filter(({ names }) => names.length > 0);
}

function without(found: readonly string[], approved: readonly string[]): readonly string[] {
  return found.filter((name) => !approved.includes(name));
}

function brief(found: readonly string[]): string {
  return found.length > 4 ? `${found.slice(0, 4).join(', ')} and ${found.length - 4} more` : found.join(', ');
}

const NOT_APPROVED = 'not approved';
