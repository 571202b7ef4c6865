import type { Fact, Gap, Harvest } from '../../facts/fact.ts';
import { fact } from '../../facts/fact.ts';
import type { TargetPath } from '../../facts/locator.ts';
import type { Evidence } from '../../facts/quote.ts';
import { evidence } from '../../facts/quote.ts';
import { type JavaProviders, leadsWithBouncyCastleFips } from './java-runtime.ts';
import type { Linked, Sighted } from './sighted.ts';

/** What a whole walk has brought, before it is put together. */
export interface Gathering {
  readonly sighted: readonly Sighted[];
  readonly linked: readonly Linked[];
  readonly java: readonly JavaProviders[];
  readonly gaps: readonly Gap[];
}

/** Puts together what is alike: thousands of programs that use one library are one fact, a toolchain's programs another. */
export function gathered({ sighted, linked, java, gaps }: Gathering): Harvest {
  // An image shows its files in another order than a tree.
  const inOrder = sighted.toSorted((left, right) => byText(left.value.path, right.value.path));
  const links = linked.toSorted((left, right) => byText(left.path, right.path));
  return {
    facts: [...withJava(alike(inOrder), java).map(written), ...dependents(links)],
    gaps,
  };
}

interface Group {
  readonly sighted: Sighted;
  readonly proofs: readonly [Evidence, ...Evidence[]];
  readonly files: number;
}

/** Files of one directory that differ in nothing but their names. */
function alike(sighted: readonly Sighted[]): readonly Group[] {
  const groups = Map.groupBy(sighted, ({ value, subject }) => {
    const { path, ...rest } = value;
    return JSON.stringify([directoryOf(path), value.linkage === 'shared' ? subject : '', rest]);
  });
  return [...groups.values()].flatMap((members) => {
    const [first, ...others] = members;
    if (first === undefined) return [];
    const proofs = others.slice(0, MOST_EXAMPLES - 1).map(({ proof }) => proof);
    const subject =
      others.length === 0 ? first.subject : `${first.value.library} in ${directoryOf(first.value.path)}/*`;
    return [{ sighted: { ...first, subject }, proofs: [first.proof, ...proofs], files: members.length }];
  });
}

/** A runtime's own `java.security` says which provider serves; one below /etc is linked into the runtime's directory. */
function withJava(groups: readonly Group[], java: readonly JavaProviders[]): readonly Group[] {
  if (java.length === 0) return groups;
  const selected = java.find(({ usual }) => leadsWithBouncyCastleFips(usual));
  return groups.map((group) => {
    const { value } = group.sighted;
    if (value.route?.via === 'own-module' && value.language === 'Java' && selected !== undefined)
      return joined(group, { ...value, route: { ...value.route, mode: 'on' } }, selected);
    if (value.library !== 'JDK') return group;
    const own = java.length === 1 ? java[0] : java.find(({ path }) => path.startsWith(`${directoryOf(value.path)}/`));
    if (own === undefined) return group;
    const settings = { ...value.settings, 'security.provider.1': own.usual[0] ?? '', ...fipsSettings(own) };
    // Red Hat's build turns to NSS when the kernel's flag is on; only the library of NSS can tell whether that is a module.
    return joined(group, { ...value, settings }, own);
  });
}

function fipsSettings({ fips, systemProperties }: JavaProviders): Readonly<Record<string, string>> {
  if (fips[0] === undefined) return {};
  return { 'fips.provider.1': fips[0], 'security.useSystemPropertiesFile': String(systemProperties) };
}

function joined(group: Group, value: Sighted['value'], { at, quote }: JavaProviders): Group {
  const [first, ...rest] = group.proofs;
  return { ...group, sighted: { ...group.sighted, value }, proofs: [first, ...rest, evidence(at, quote)] };
}

function written({ sighted, proofs, files }: Group): Fact {
  const value = files === 1 ? sighted.value : { ...sighted.value, files };
  return fact('crypto.implementation', sighted.subject, value, ...proofs) as unknown as Fact;
}

function dependents(linked: readonly Linked[]): readonly Fact[] {
  return [...Map.groupBy(linked, ({ library }) => library)].flatMap(([library, members]) => {
    const examples = members.slice(0, MOST_EXAMPLES);
    const [first, ...others] = examples.map(({ proof }) => proof);
    if (first === undefined) return [];
    const programs = members.filter(({ program }) => program).length;
    const value = {
      library,
      programs,
      libraries: members.length - programs,
      examples: examples.map(({ path }) => path),
    };
    return [fact('crypto.dependents', `programs that use ${library}`, value, first, ...others) as unknown as Fact];
  });
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function directoryOf(path: TargetPath): string {
  return path.slice(0, path.lastIndexOf('/'));
}

const MOST_EXAMPLES = 5;
