import type { Fact } from '../../facts/fact.ts';
import { factBase } from '../../facts/fact-base.ts';
import { namedGroup } from '../../vocabulary/named-groups.ts';
import type { TargetReport } from '../format.ts';
import { type Markup, markup, nothing, where } from './markup.ts';
import { table } from './table.ts';

/** Every endpoint of the run by the groups that it takes, TLS and SSH; nothing where no endpoint was talked to. */
export function endpointGroupsMarkup(targets: readonly TargetReport[]): Markup {
  const tls = gathered(targets, tlsOffers);
  const ssh = gathered(targets, sshOffers);
  if (tls.endpoints + ssh.endpoints === 0) return nothing;
  return markup`<section id="groups" aria-labelledby="h-groups"><h2 id="h-groups">Endpoints by group</h2>
${where(tls.endpoints > 0, () => groupTable('TLS 1.3 groups', tls))}${where(ssh.endpoints > 0, () =>
  groupTable('SSH key exchange', ssh),
)}</section>
`;
}

interface Offer {
  readonly name: string;
  readonly kind: string;
  readonly preferred: boolean;
}

interface Gathered {
  readonly endpoints: number;
  readonly byName: ReadonlyMap<string, readonly (Offer & { readonly endpoint: Endpoint })[]>;
}

interface Endpoint {
  readonly name: string;
  readonly target: number;
}

function groupTable(title: string, { endpoints, byName }: Gathered): Markup {
  const rows = [...byName]
    .sort(([left, some], [right, others]) => others.length - some.length || (left < right ? -1 : 1))
    .map(([name, offers]) => [
      markup`<code>${name}</code>`,
      offers[0]?.kind ?? '',
      markup`<span class="share">${bar(offers.length / endpoints)}<span>${offers.length} of ${endpoints}</span></span>`,
      offers.filter(({ preferred }) => preferred).length,
      endpointList(offers.map(({ endpoint }) => endpoint)),
    ]);
  return markup`<h3>${title}</h3>
${table(`${title}: which endpoints take them`, ['Group', 'Kind', 'Taken by', 'Preferred by', 'Endpoints'], rows)}`;
}

/** The number stands beside it. */
function bar(part: number): Markup {
  const width = Number((part * 100).toFixed(1));
  return markup`<svg class="bar" aria-hidden="true" focusable="false" width="96" height="8"><rect class="rest" width="100%" height="8" rx="2"/><rect class="part" width="${width}%" height="8" rx="2"/></svg>`;
}

function endpointList(endpoints: readonly Endpoint[]): Markup {
  const links = endpoints.map(
    ({ name, target }, index) => markup`${index > 0 ? ', ' : ''}<a href="#t${target}">${name}</a>`,
  );
  if (links.length <= FEW) return markup`${links}`;
  return markup`<details class="more"><summary>${links.length} endpoints</summary>${links}</details>`;
}

function gathered(targets: readonly TargetReport[], offersOf: OffersOf): Gathered {
  const each = targets.flatMap((target, index) =>
    offersOf(target).map(({ subject, offers }) => ({
      endpoint: { name: nameOf(target, subject), target: index + 1 },
      offers,
    })),
  );
  const all = each.flatMap(({ endpoint, offers }) => offers.map((offer) => ({ ...offer, endpoint })));
  return { endpoints: each.length, byName: Map.groupBy(all, ({ name }) => name) };
}

type OffersOf = (target: TargetReport) => readonly { readonly subject: string; readonly offers: readonly Offer[] }[];

function tlsOffers({ facts }: TargetReport): ReturnType<OffersOf> {
  return of(facts, 'tls.endpoint.groups').map(({ subject, value }) => ({
    subject,
    offers: value.supported.map(({ name, codepoint }) => ({
      name,
      kind: KINDS[namedGroup(codepoint)?.kind ?? 'other'],
      preferred: name === value.preferred,
    })),
  }));
}

function sshOffers({ facts }: TargetReport): ReturnType<OffersOf> {
  return of(facts, 'ssh.endpoint').map(({ subject, value }) => ({
    subject,
    offers: value.kex.map((name, index) => ({
      name,
      kind: /mlkem|sntrup/.test(name) ? KINDS.hybrid : 'classical',
      preferred: index === 0,
    })),
  }));
}

function of<K extends 'tls.endpoint.groups' | 'ssh.endpoint'>(facts: readonly Fact[], kind: K): readonly Fact<K>[] {
  return factBase(facts, []).all(kind);
}

function nameOf({ kind, name }: TargetReport, subject: string): string {
  return kind === 'endpoint' ? name : `${name}, ${subject}`;
}

const KINDS = {
  ecdh: 'classical',
  ffdhe: 'classical',
  'ml-kem': 'post-quantum',
  hybrid: 'post-quantum hybrid',
  other: 'not in the registry',
} as const;
const FEW = 6;
