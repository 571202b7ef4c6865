import { saysNothing } from '../../codec/crypto-policies/back-end-sets.ts';
import { type BackEnd, backEndNamed } from '../../codec/crypto-policies/back-ends.ts';
import type { Sample } from '../../codec/crypto-policies/compare.ts';
import { readPolicyConfig } from '../../codec/crypto-policies/policy-name.ts';
import type { Fact, Gap } from '../../facts/fact.ts';
import { fact } from '../../facts/fact.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import { describeHidden, type Sighting } from '../../target/sighting.ts';
import type { DirEntry, FileView } from '../../target/views.ts';
import { type DropIns, dropInsFor } from './local-drop-ins.ts';
import { type Origin, originOf } from './origin.ts';
import { ETC, readText, readyMadePath, USR_SHARE } from './places.ts';
import { type PolicySource, readPolicyFiles, VENDOR_LOOKUP } from './policy-files.ts';

/** What stands in the directory of back-ends. */
export interface BackEndHarvest {
  readonly facts: readonly Fact<'crypto-policy.back-end'>[];
  readonly gaps: readonly Gap[];
  /** The back-ends that are there, readable or not. */
  readonly present: readonly string[];
  /** Why they are not those of the applied policy. */
  readonly whyNot: readonly string[];
}

/** What the back-ends are held against. */
export interface BackEndSetting {
  /** The policy whose back-ends should stand there; null: not known. */
  readonly applied: string | null;
  readonly source: PolicySource | undefined;
  readonly dropIns: DropIns;
}

interface Bench extends BackEndSetting {
  /** The vendor's source of a policy, read once for all back-ends. */
  vendorSource(name: string): Promise<PolicySource | undefined>;
}

/** Reads each back-end file, follows its link, and says where its text comes from. */
export async function readBackEnds(files: FileView, setting: BackEndSetting): Promise<BackEndHarvest> {
  const directory = targetPath(`${ETC}/back-ends`);
  const listing = await files.list(directory);
  if (listing.state === 'hidden') return { ...NOTHING, gaps: [gap('system crypto policy', describeHidden(listing))] };
  if (listing.state === 'absent') return { ...NOTHING, whyNot: [`${directory} does not exist`] };
  const entries = listing.value.flatMap((entry) => {
    const backEnd = backEndNamed(entry.path.slice(directory.length + 1).replace(/\.config$/, ''));
    return backEnd === undefined || !entry.path.endsWith('.config') ? [] : [{ entry, backEnd }];
  });
  const bench = { ...setting, vendorSource: vendorSources(files) };
  const parts = await Promise.all(entries.map(({ entry, backEnd }) => readOne(files, { entry, backEnd }, bench)));
  const present = entries.map(({ backEnd }) => backEnd.name);
  return {
    facts: parts.flatMap((part) => part.facts),
    gaps: parts.flatMap((part) => part.gaps),
    present,
    whyNot: [...parts.flatMap((part) => part.whyNot), ...(await missing(files, setting.applied, present))],
  };
}

type Part = Omit<BackEndHarvest, 'present'>;

async function readOne(
  files: FileView,
  { entry, backEnd }: { readonly entry: DirEntry; readonly backEnd: BackEnd },
  setting: Bench,
): Promise<Part> {
  const text = await readText(files, entry.path);
  if (text.state === 'hidden') return unseen(backEnd, text);
  if (text.state === 'absent')
    return { ...NOTHING, whyNot: [`${entry.path} leads to ${entry.link ?? '?'}, which does not exist`] };
  const policy = linkedPolicy(entry) ?? setting.applied;
  const { origin, differences } = await judge(files, { backEnd, policy, text: text.value }, setting);
  const sets = backEnd.read(text.value);
  if (saysNothing(sets) && text.value.trim() !== '')
    return { ...NOTHING, gaps: [gap(backEnd.name, `${entry.path}: nothing in it is of a form that is known here`)] };
  const value = { backEnd: backEnd.name, policy, ...sets, origin, differences };
  const stray = policy === setting.applied ? [] : [`${entry.path} is that of ${policy}, not of ${setting.applied}`];
  const edited =
    origin === 'edited' ? [`${entry.path} is not what ${policy ?? 'its policy'} gives: ${differences[0]}`] : [];
  const stale =
    origin === 'generated' ? differences.map((difference) => `${entry.path} is out of date: ${difference}`) : [];
  return {
    facts: [fact('crypto-policy.back-end', backEnd.name, value, evidence(text.at, telling(text.value)))],
    gaps: [],
    whyNot: [...stray, ...edited, ...stale],
  };
}

/** A circle of links is broken for everybody; whatever else hides a back-end leaves open whether the policy is consistent. */
function unseen(backEnd: BackEnd, text: Extract<Sighting<string>, { readonly state: 'hidden' }>): Part {
  const why = describeHidden(text);
  const open: Gap = { kind: 'crypto-policy.state', subject: 'system crypto policy', why };
  return text.why === 'link-loop'
    ? { ...NOTHING, gaps: [gap(backEnd.name, why)], whyNot: [why] }
    : { ...NOTHING, gaps: [gap(backEnd.name, why), open] };
}

async function judge(
  files: FileView,
  { backEnd, policy, text }: { readonly backEnd: BackEnd; readonly policy: string | null; readonly text: string },
  setting: Bench,
): Promise<Origin> {
  const readyMade = policy === null ? undefined : await readText(files, readyMadePath(policy, backEnd.name));
  const common = { policy, dropIns: dropInsFor(setting.dropIns, backEnd.name) };
  if (readyMade?.state === 'seen')
    return originOf(backEnd, text, { ...common, readyMade: readyMade.value, directives: undefined, samples: [] });
  const own = policy === setting.applied ? setting.source : undefined;
  const samples =
    own?.directives === undefined ? [] : await samplesOf(files, { backEnd, policy: policy ?? '' }, setting);
  return originOf(backEnd, text, { ...common, readyMade: undefined, directives: own?.directives, samples });
}

/** What the package made of its own policies: of the same base policy, and of DEFAULT and FIPS. */
async function samplesOf(
  files: FileView,
  { backEnd, policy }: { readonly backEnd: BackEnd; readonly policy: string },
  { vendorSource }: Bench,
): Promise<readonly Sample[]> {
  const names = [...new Set([policy.split(':')[0] ?? '', 'DEFAULT', 'FIPS'])];
  const samples = await Promise.all(
    names.map(async (name): Promise<readonly Sample[]> => {
      const text = await readText(files, readyMadePath(name, backEnd.name));
      const directives = text.state === 'seen' ? (await vendorSource(name))?.directives : undefined;
      return text.state === 'seen' && directives !== undefined ? [{ text: text.value, directives }] : [];
    }),
  );
  return samples.flat();
}

function vendorSources(files: FileView): Bench['vendorSource'] {
  const known = new Map<string, Promise<PolicySource | undefined>>();
  return (name) => {
    const asked = readPolicyConfig(name);
    const answer =
      known.get(name) ??
      (asked === undefined ? Promise.resolve(undefined) : readPolicyFiles(files, asked, VENDOR_LOOKUP));
    known.set(name, answer);
    return answer;
  };
}

async function missing(files: FileView, policy: string | null, present: readonly string[]): Promise<readonly string[]> {
  if (policy === null) return [];
  const ready = await files.list(targetPath(`${USR_SHARE}/${policy}`));
  if (ready.state !== 'seen') return [];
  return ready.value
    .map(({ path }) => path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/, ''))
    .filter((name) => backEndNamed(name) !== undefined && !present.includes(name))
    .map((name) => `${ETC}/back-ends/${name}.config does not exist`);
}

/** The policy whose ready-made file a link leads to: the directory's name. */
function linkedPolicy({ path, link }: DirEntry): string | undefined {
  if (link === undefined) return undefined;
  const target: TargetPath = targetPath(link.startsWith('/') ? link : `${path}/../${link}`);
  return target.startsWith(`${USR_SHARE}/`) ? target.split('/').at(-2) : undefined;
}

/** The line that says most: the groups, else the first that is neither a header nor a comment. */
function telling(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const groups = lines.find((line) =>
    /^(Groups|KexAlgorithms|tls-enabled-group|config|permitted_enctypes|ike)\b/.test(line),
  );
  return groups ?? lines.find((line) => line !== '' && !line.startsWith('[') && !line.startsWith('#')) ?? '(empty)';
}

function gap(subject: string, why: string): Gap {
  return { kind: 'crypto-policy.back-end', subject, why };
}

const NOTHING: BackEndHarvest = { facts: [], gaps: [], present: [], whyNot: [] };
