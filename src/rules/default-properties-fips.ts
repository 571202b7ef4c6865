import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { bootFlag } from './common/boot-flag.ts';
import { withoutModule } from './common/fips-modules.ts';
import { met, some, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Judgement, Rule } from './rule.ts';

type Flag = 'on' | 'off';

/** Does OpenSSL refuse what is not approved (`fips=yes`), rather than prefer what is (`?fips=yes`)? */
export const defaultPropertiesFips: Rule<{ readonly kernelFlag: Flag | 'as-booted' }> = {
  id: 'default-properties-fips',
  title: 'OpenSSL fetches approved implementations only',
  reads: ['openssl.properties'],
  consults: [
    'fips.module',
    'kernel.boot',
    'kernel.fips-mode',
    'openssl.configuration',
    'openssl.provider',
    ...remedyKinds,
  ],
  mends: ['configure-module'],
  params: (given) => readParameters(given, { kernelFlag: oneOf(['on', 'off', 'as-booted']) }),
  judge(facts, { kernelFlag }) {
    // Without a module `fips=yes` leaves nothing to be fetched: it is no virtue.
    const absent = withoutModule(facts);
    if (absent.length > 0) return absent;
    const subjects = new Set(facts.all('openssl.properties').map(({ subject }) => subject));
    const flags = flagsOf(facts, kernelFlag);
    if (subjects.size > 0) return [...subjects].map((subject) => judgeSubject(facts, subject, flags));
    const configurations = some(facts.all('openssl.configuration'));
    if (configurations === undefined || facts.gaps('openssl.properties').length > 0) return [];
    return [unmet(SUBJECT, configurations, wordsOf(facts, undefined, flags))];
  },
};

/** Where it is not known how the system boots, both must do. */
function flagsOf(facts: FactBase, kernelFlag: Flag | 'as-booted'): readonly Flag[] {
  if (kernelFlag !== 'as-booted') return [kernelFlag];
  const { flag } = bootFlag(facts);
  return flag === 'on' || flag === 'off' ? [flag] : ['on', 'off'];
}

function judgeSubject(facts: FactBase, subject: string, flags: readonly Flag[]): Judgement {
  const all = facts.all('openssl.properties').filter((fact) => fact.subject === subject);
  const under = (flag: Flag) => all.find(({ value }) => value.kernelFips === flag);
  const lax = flags.filter((flag) => under(flag)?.value.fipsRequired !== true);
  const because = some(flags.flatMap((flag) => under(flag) ?? [])) ?? some(all);
  if (because === undefined) throw new Error('a subject has a fact');
  if (lax.length === 0)
    return facts.all('fips.module').length > 0
      ? met(subject, because)
      : unknown(subject, 'whether there is a FIPS module to be fetched from was not seen', { kind: 'fips.module' });
  if (lax.length < flags.length && bootFlag(facts).flag === 'unknown')
    return unknown(
      subject,
      `it depends on the kernel of the machine (${wordsOf(facts, under(lax[0] ?? 'on'), lax).shortfall})`,
      {
        kind: 'kernel.fips-mode',
      },
    );
  return unmet(subject, because, wordsOf(facts, under(lax[0] ?? 'on'), lax));
}

function wordsOf(facts: FactBase, properties: Fact<'openssl.properties'> | undefined, flags: readonly Flag[]) {
  const set =
    properties === undefined || properties.value.defaultProperties === ''
      ? 'no default properties are set'
      : `the default properties are "${properties.value.defaultProperties}"`;
  const outside = outsideProviders(facts, flags);
  const consequence =
    outside === undefined || outside.length > 0
      ? `algorithms outside the module can serve${outside === undefined ? '' : ` (${outside.join(', ')})`}`
      : 'what the module itself holds without approval (fips=no) can be fetched';
  const when = flags.length === 1 ? `kernel flag ${flags[0]}` : 'whatever the kernel flag';
  return { shortfall: `${set}: ${consequence} (${when})`, remedy: remedyFor('configure-module', facts) };
}

/** The active providers that are no module; undefined: which are active is not known. */
function outsideProviders(facts: FactBase, flags: readonly Flag[]): readonly string[] | undefined {
  const active = facts
    .all('openssl.provider')
    .filter(({ value }) => value.activated && flags.includes(value.kernelFips));
  if (active.length === 0) return undefined;
  const modules = facts.all('fips.module').map(({ value }) => value.path);
  const outside = active.filter(
    ({ value }) => value.name !== 'base' && value.name !== 'fips' && !modules.some((path) => path === value.modulePath),
  );
  return [...new Set(outside.map(({ value }) => value.name))];
}

const SUBJECT = 'OpenSSL default properties';
