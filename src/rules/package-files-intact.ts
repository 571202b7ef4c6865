import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import type { PackageFile } from '../facts/values/system.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { systemOf } from './common/system.ts';
import type { Judgement, Rule } from './rule.ts';

/**
 * Are the programs and libraries of cryptography as their packages brought them? Settings may differ, and are named in a note.
 * The digests lie beside the files, unsigned: this tells of change, not of origin.
 */
export const packageFilesIntact: Rule<null> = {
  id: 'package-files-intact',
  title: 'the files of cryptography are as their packages installed them',
  reads: ['package.files'],
  consults: ['package.inventory', ...remedyKinds],
  params: noParameters,
  judge(facts) {
    const found = facts.all('package.files');
    const isLooked = facts.all('package.inventory').some(({ value }) => value.total > 0);
    if (found.length > 0 || facts.gaps('package.files').length > 0 || !isLooked)
      return found.map((fact) => judgePackage(facts, fact));
    return [notApplicable('installed files', 'no installed package brings a library or program of cryptography')];
  },
};

function judgePackage(facts: FactBase, fact: Fact<'package.files'>): Judgement {
  const { manager, package: name, files } = fact.value;
  const reinstall =
    manager === 'rpm' && systemOf(facts).family === 'suse' ? 'zypper install --force' : REINSTALL[manager];
  const code = files.filter(({ role }) => role === 'code');
  const wrong = code.filter(({ state }) => state === 'altered' || state === 'missing');
  if (wrong.length > 0)
    return unmet(fact.subject, [fact], {
      shortfall: `${named(wrong)} ${wrong.length === 1 ? 'is' : 'are'} not what ${name} ${fact.value.version} installed`,
      remedy: `Install ${name} again from its vendor's repository (${reinstall} ${name}), or find out who changed the file.`,
    });
  const unread = code.filter(({ state }) => state === 'unknown');
  if (unread.length > 0) return unknown(fact.subject, `${named(unread)} could not be read`, { kind: 'package.files' });
  const settings = files.filter(({ role, state }) => role === 'configuration' && state !== 'intact');
  const changed = settings.length === 0 ? [] : [`settings that differ from the package's: ${named(settings)}`];
  const weak = WEAK[code[0]?.algorithm ?? ''];
  return met(fact.subject, [fact], [...changed, ...(weak === undefined ? [] : [weak])]);
}

function named(files: readonly PackageFile[]): string {
  const words = files.slice(0, MOST_NAMED).map(({ path, state }) => (state === 'missing' ? `${path} (missing)` : path));
  return files.length > MOST_NAMED ? `${words.join(', ')} and ${files.length - MOST_NAMED} more` : words.join(', ');
}

const REINSTALL: Readonly<Record<Fact<'package.files'>['value']['manager'], string>> = {
  apk: 'apk fix',
  chisel: 'chisel cut',
  dpkg: 'apt-get install --reinstall',
  rpm: 'dnf reinstall',
  rpmmanifest: 'build the image anew with',
  spdx: 'build the image anew with',
};
const WEAK: Readonly<Record<string, string>> = {
  md5: 'compared by MD5, which shows a change by accident, not one by an attacker',
  sha1: 'compared by SHA-1, which shows a change by accident, not one by an attacker',
};
const MOST_NAMED = 5;
