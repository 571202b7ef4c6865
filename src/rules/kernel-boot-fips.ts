import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import type { BootEntry } from '../facts/values/system.ts';
import { bootableEntries } from './common/boot-flag.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { containerFact, kernelIsAbsent, kernelKinds, systemOf } from './common/system.ts';
import type { Judgement, Rule } from './rule.ts';

/** Does every entry that the boot loader offers put the kernel into FIPS mode, with nothing that undoes it? */
export const kernelBootFips: Rule<null> = {
  id: 'kernel-boot-fips',
  title: 'every boot entry says fips=1',
  reads: ['kernel.boot'],
  consults: [...kernelKinds, ...remedyKinds],
  mends: ['boot-with-fips'],
  params: noParameters,
  judge(facts) {
    if (containerFact(facts) !== undefined) return [notApplicable(SUBJECT, 'a container: it is not booted')];
    if (kernelIsAbsent(facts)) return [notApplicable(SUBJECT, 'no kernel is installed here')];
    if (systemOf(facts).family === 'wolfi')
      return [notApplicable(SUBJECT, 'the module of this system does not look at the kernel')];
    return facts.all('kernel.boot').map((fact) => judgeEntries(facts, fact));
  },
};

function judgeEntries(facts: FactBase, fact: Fact<'kernel.boot'>): Judgement {
  const entries = bootableEntries(fact.value);
  const remedy = remedyFor('boot-with-fips', facts);
  if (entries.length === 0) return unknown(fact.subject, 'no boot entry was found', { kind: 'kernel.boot' });
  const off = entries.filter(({ fips }) => fips === 'off').map(({ title, path }) => `${title} (${path})`);
  if (off.length > 0) {
    const named = off.length > 3 ? `${off.slice(0, 3).join(', ')} and ${off.length - 3} more` : off.join(', ');
    const shortfall = `${off.length} of ${entries.length} boot ${entries.length === 1 ? 'entry lacks' : 'entries lack'} fips=1: ${named}`;
    return unmet(fact.subject, [fact], { shortfall: `${shortfall}${slotsThatDiffer(entries)}`, remedy });
  }
  const oddities = entries.flatMap((entry) => entry.oddities.map((oddity) => `${entry.title}: ${oddity}`));
  return oddities.length === 0
    ? met(fact.subject, [fact])
    : unmet(fact.subject, [fact], { shortfall: `boot entries say fips=1 but ${oddities.join('; ')}`, remedy });
}

/** A system that lies twice on the disk must boot in the same mode from either place. */
function slotsThatDiffer(entries: readonly BootEntry[]): string {
  const slots = new Map<string, 'on' | 'off'>();
  for (const { slot, fips } of entries)
    if (slot !== undefined) slots.set(slot, slots.get(slot) === 'off' ? 'off' : fips);
  const having = [...slots].filter(([, fips]) => fips === 'on').map(([slot]) => slot);
  const lacking = [...slots].filter(([, fips]) => fips === 'off').map(([slot]) => slot);
  if (having.length === 0 || lacking.length === 0) return '';
  return `; ${slotWords(having, 'has it', 'have it')} and ${slotWords(lacking, 'has not', 'have not')}: an update or a rollback changes FIPS mode`;
}

function slotWords(slots: readonly string[], one: string, more: string): string {
  return slots.length === 1 ? `slot ${slots[0]} ${one}` : `slots ${slots.join(', ')} ${more}`;
}

const SUBJECT = 'kernel';
