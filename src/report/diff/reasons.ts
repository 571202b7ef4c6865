import type { FactId } from '../../facts/fact.ts';
import { quote } from '../../facts/quote.ts';
import { rules } from '../../rules/index.ts';
import type { Comparison, Placed } from './compare.ts';
import type { ComparedFact } from './compare-facts.ts';
import type { MemberChange } from './document.ts';

/** What explains that a finding came out otherwise, most telling first; the last resort is to say that nothing seen does. */
export function reasonsFor(
  pair: { readonly old: Placed | undefined; readonly new: Placed | undefined },
  comparison: Comparison,
): readonly string[] {
  const changed = factsBehind(pair, comparison);
  const byDate = comparison.before.asOf !== comparison.after.asOf && changed.every(isByDate);
  const reasons = [
    ...profileReasons(pair),
    ...waiverReasons(pair),
    ...changed.flatMap((each) => wordsOfFact(each, (pair.new ?? pair.old)?.finding.subject ?? '')),
    ...packagesBehind(changed, comparison),
    ...gapReasons(pair),
    ...(byDate ? [`by date alone: judged as on ${comparison.before.asOf}, then as on ${comparison.after.asOf}`] : []),
    ...(byDate ? (pair.new?.finding.notes ?? []) : []),
  ];
  return reasons.length > 0
    ? reasons
    : ['nothing that was seen explains it: another version judged it, or other facts'];
}

/** The facts that the verdicts rest on, where they changed; where those did not, what the rule reads. */
function factsBehind(
  { old, new: now }: { readonly old: Placed | undefined; readonly new: Placed | undefined },
  { facts }: Comparison,
): readonly ComparedFact[] {
  const ids = new Set<FactId>([...(old?.finding.because ?? []), ...(now?.finding.because ?? [])]);
  const direct = facts.filter(({ before, after }) =>
    [before, after].some((each) => each !== undefined && ids.has(each.id)),
  );
  if (direct.length > 0) return direct;
  const rule = rules.find(({ id }) => id === (now ?? old)?.finding.rule);
  const kinds = [...(rule?.reads ?? []), ...(rule?.consults ?? [])];
  return facts.filter(({ change: { kind } }) => kinds.includes(kind) && kind !== 'package.installed');
}

/** A fact that differs in nothing but what the register says of it on the day. */
function isByDate({ change, copies }: ComparedFact): boolean {
  return (
    change.change === 'changed' &&
    change.members.length + copies.length > 0 &&
    change.members.every(({ path }) => path.startsWith('certificate'))
  );
}

function wordsOfFact({ change }: ComparedFact, subject: string): readonly string[] {
  const { kind, change: how, members, seenNow, seenBefore } = change;
  const name = change.subject === subject ? '' : `${quote(change.subject)}: `;
  const places = [
    ...seenNow.slice(0, 1).map((each) => `now: ${each}`),
    ...seenBefore.slice(0, 1).map((each) => `was: ${each}`),
  ];
  if (how !== 'changed') return [`${quote(change.subject)} (${kind}) is ${how === 'new' ? 'new' : 'gone'}`, ...places];
  const told = tellingMembers(members);
  const rest = told.length > MOST_MEMBERS ? [`and ${told.length - MOST_MEMBERS} more`] : [];
  return [...told.slice(0, MOST_MEMBERS).map((each) => `${name}${wordsOfMember(each)}`), ...rest, ...places];
}

/** Without what moves along with something else, and where the rest comes from, which evidence shows better; all where nothing else changed. */
export function tellingMembers(members: readonly MemberChange[]): readonly MemberChange[] {
  const told = members.filter(({ path }) => !BESIDE.test(path));
  return told.length > 0 ? told : members;
}

/** `groups: now without X25519MLKEM768`, `version: 3.5.7 -> 3.5.9`. */
export function wordsOfMember(change: MemberChange): string {
  if ('before' in change) return `${change.path}: ${change.before ?? 'none'} -> ${change.after ?? 'none'}`;
  const { path, added, removed, reordered } = change;
  const parts = [
    ...(removed.length > 0 ? [`without ${brief(removed)}`] : []),
    ...(added.length > 0 ? [`with ${brief(added)}`] : []),
    ...(reordered ? ['in another order'] : []),
  ];
  return `${path}: now ${parts.join(', ')}`;
}

function packagesBehind(changed: readonly ComparedFact[], { facts }: Comparison): readonly string[] {
  const wanted = PACKAGES.filter(({ of }) => changed.some(({ change }) => change.kind.startsWith(of)));
  return facts.flatMap((each) => {
    const { kind, subject } = each.change;
    return kind === 'package.installed' && wanted.some(({ named }) => named.test(subject))
      ? [wordsOfPackage(each)]
      : [];
  });
}

/** `package libssl3t64 3.5.7-1 -> 3.5.9-1` */
function wordsOfPackage({ change: { subject }, before, after }: ComparedFact): string {
  const versions = [before, after].map((each) => (each?.kind === 'package.installed' ? each.value.version : 'none'));
  return quote(`package ${subject} ${versions.join(' -> ')}`);
}

function profileReasons({
  old,
  new: now,
}: {
  readonly old: Placed | undefined;
  readonly new: Placed | undefined;
}): readonly string[] {
  if (old === undefined || now === undefined || old.profile.sha256 === now.profile.sha256) return [];
  const { id, revision } = now.profile;
  const other =
    old.profile.revision === revision ? ', under the same revision' : ` (${old.profile.revision} -> ${revision})`;
  return [`the profile ${id} is another one${other}`];
}

function waiverReasons({
  old,
  new: now,
}: {
  readonly old: Placed | undefined;
  readonly new: Placed | undefined;
}): readonly string[] {
  const [was, is] = [old?.finding.waiver, now?.finding.waiver];
  if (is !== undefined && was === undefined)
    return [`waived by ${quote(is.owner)} (${quote(is.ticket)}) until ${is.expires}`];
  if (was !== undefined && is === undefined)
    return [`its waiver (${quote(was.ticket)}, until ${was.expires}) no longer holds`];
  return [];
}

function gapReasons({
  old,
  new: now,
}: {
  readonly old: Placed | undefined;
  readonly new: Placed | undefined;
}): readonly string[] {
  const before = new Set((old?.finding.missing ?? []).map(({ why }) => why));
  const came = (now?.finding.missing ?? []).filter(({ why }) => !before.has(why));
  const went = now?.finding.weight === 'unknown' ? [] : (old?.finding.missing ?? []);
  return [
    ...came.slice(0, MOST_PLACES).map(({ why }) => `not seen now: ${quote(why)}`),
    ...went.slice(0, MOST_PLACES).map(({ why }) => `was not seen before: ${quote(why)}`),
  ];
}

function brief(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMES)
    .map((name) => quote(name))
    .join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

const BESIDE = /^(origin|certificateAbsence)(\.|$)|(^|\.)(line|asOf|source|recheck|path|signatures)$/;
const MOST_PLACES = 2;
const MOST_MEMBERS = 4;
const MOST_NAMES = 6;
/** Which packages stand behind which kinds of fact. */
const PACKAGES: readonly { readonly of: string; readonly named: RegExp }[] = [
  { of: 'crypto-policy.', named: /crypto-(policies|config)/ },
  { of: 'fips.', named: /openssl|libssl|libcrypto|symcrypt|fips/i },
  { of: 'kernel.', named: /^(kernel|linux)/ },
  { of: 'openssl.', named: /openssl|libssl|libcrypto/ },
  { of: 'ssh.', named: /openssh/ },
  { of: 'tls.', named: /openssl|libssl|libcrypto|crypto-policies/ },
  { of: 'crypto.', named: /gnutls|nss|gcrypt|symcrypt/i },
];
