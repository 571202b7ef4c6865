import type { Fact } from '../../facts/fact.ts';
import { describeLocator } from '../../facts/locator.ts';
import type { Evidence } from '../../facts/quote.ts';
import { quote } from '../../facts/quote.ts';
import { recheckIn } from '../../policy/certificate-status.ts';
import type { FactChange, MemberChange } from './document.ts';

/** A change with the facts that it was seen from. */
export interface ComparedFact {
  readonly change: FactChange;
  readonly before?: Fact;
  readonly after?: Fact;
  /** Days of our copies of the CMVP's lists that are the same on both sides and only grew older: no member tells it. */
  readonly copies: readonly string[];
}

/** What became of each fact: those with the same kind, subject and value on both sides are left out. Sorted by kind and subject. */
export function compareFacts(before: readonly Fact[], after: readonly Fact[]): readonly ComparedFact[] {
  const keys = [...new Set([...before, ...after].map(keyOf))].sort();
  const olds = Map.groupBy(before, keyOf);
  const news = Map.groupBy(after, keyOf);
  return keys.flatMap((key) => pair(olds.get(key) ?? [], news.get(key) ?? []));
}

function keyOf({ kind, subject }: Fact): string {
  return `${kind}\n${subject}`;
}

/** Several facts can be of one kind and subject (with the kernel flag off and on): what differs is paired in its order. */
function pair(before: readonly Fact[], after: readonly Fact[]): readonly ComparedFact[] {
  const olds = before.filter(({ id }) => !after.some((each) => each.id === id));
  const news = after.filter(({ id }) => !before.some((each) => each.id === id));
  return Array.from({ length: Math.max(olds.length, news.length) }, (_, index) =>
    compared(olds[index], news[index]),
  ).flat();
}

function compared(before: Fact | undefined, after: Fact | undefined): readonly ComparedFact[] {
  const one = after ?? before;
  if (one === undefined) return [];
  const { kind, subject } = one;
  const seen = (facts: Fact | undefined, others: Fact | undefined): readonly string[] => {
    const told = new Set((others?.evidence ?? []).map(tell));
    return (facts?.evidence ?? []).map(tell).filter((each) => !told.has(each));
  };
  const members = before === undefined || after === undefined ? [] : membersOf(before.value, after.value, '');
  const change: FactChange = {
    kind,
    subject,
    change: before === undefined ? 'new' : after === undefined ? 'gone' : 'changed',
    members: members.filter((each) => typeof each !== 'string'),
    seenNow: seen(after, before),
    seenBefore: seen(before, after),
  };
  const copies = members.filter((each) => typeof each === 'string');
  return [{ change, copies, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function tell({ at, quote: words }: Evidence): string {
  return `${quote(describeLocator(at))} "${words}"`;
}

/** A day in place of a change: the age of our copy of that day is all that differs. */
function membersOf(before: unknown, after: unknown, path: string): readonly (MemberChange | string)[] {
  if (isTexts(before) && isTexts(after)) {
    const added = after.filter((each) => !before.includes(each));
    const removed = before.filter((each) => !after.includes(each));
    const reordered = added.length + removed.length === 0 && before.join('\n') !== after.join('\n');
    return added.length + removed.length > 0 || reordered ? [{ path, added, removed, reordered }] : [];
  }
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => membersOf(before[name], after[name], path === '' ? name : `${path}.${name}`));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length)
      return [{ path, before: `${before.length} of them`, after: `${after.length} of them` }];
    return before.flatMap((each, index) => membersOf(each, after[index], `${path}[${index}]`));
  }
  const copy = agedCopy(before, after);
  if (copy !== undefined) return [copy];
  const [was, is] = [inOneLine(before), inOneLine(after)];
  return was === is ? [] : [{ path, before: was, after: is }];
}

function agedCopy(before: unknown, after: unknown): string | undefined {
  const [was, is] = [recheckIn(`${before ?? ''}`), recheckIn(`${after ?? ''}`)];
  const days = [...new Set([was.copy, is.copy].filter((day) => day !== undefined))];
  return before !== after && was.before === is.before && days.length === 1 ? days[0] : undefined;
}

/** A value in a line of a report; null: there is none. */
function inOneLine(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  // A whole certificate is told by its number: what else it says stands in the facts.
  if (isRecord(value) && typeof value['number'] === 'number' && 'sunset' in value)
    return quote(`#${value['number']}, ${value['status']}`);
  return quote(typeof value === 'string' ? value : JSON.stringify(value));
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
