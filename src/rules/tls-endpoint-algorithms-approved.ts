import { endpointRemedy, notAModule } from './common/endpoint-remedies.ts';
import { met, some, unknown, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, oneOf, readParameters } from './common/parameters.ts';
import { judgeTlsEndpoints, type TlsEndpointFacts, tlsEndpointKinds, tlsEndpointReads } from './common/tls-endpoint.ts';
import { type AlgorithmList, algorithmLists, shownBy, wordsOf } from './common/tls-endpoint-algorithms.ts';
import type { Judgement, Rule } from './rule.ts';

/** The standing of names, or of their beginnings; what stands nowhere is not approved. */
export interface Approval {
  readonly of: AlgorithmList;
  readonly approved: readonly string[];
  /** Approved on conditions that only the module and its certificate show. */
  readonly conditional: readonly string[];
  /** Only a draft gives them a place in TLS. */
  readonly draft: readonly string[];
}

/** Are the algorithms of an endpoint all approved? Never whether the module that computes them is validated. */
export const tlsEndpointAlgorithmsApproved: Rule<Approval> = {
  id: 'tls-endpoint-algorithms-approved',
  title: 'the TLS endpoint accepts approved algorithms only',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) =>
    readParameters(given, { of: oneOf(algorithmLists), approved: names(), conditional: names([]), draft: names([]) }),
  judge: (facts, approval) => judgeTlsEndpoints(facts, (endpoint) => judgeList(endpoint, approval)),
};

function judgeList(endpoint: TlsEndpointFacts, approval: Approval): Judgement {
  const { of } = approval;
  const { subject } = endpoint;
  const shown = shownBy(endpoint, of);
  const because = some(shown.because);
  if (because === undefined || shown.names.length === 0)
    return unknown(subject, `no ${wordsOf(of)} were seen${shown.open.length > 0 ? `: ${shown.open.join('; ')}` : ''}`);
  const standing = standingOf(shown.names, approval);
  const notes = [wordsOfStanding(standing), notAModule];
  const strangers = standing['not approved'];
  if (strangers.length > 0)
    return unmet(
      subject,
      because,
      { shortfall: `${wordsOf(of)} that are not approved: ${brief(strangers)}`, remedy: REMEDIES[of] },
      notes,
    );
  const { conditional, draft } = standing;
  const open = [
    ...(conditional.length > 0
      ? [`${brief(conditional)}: approved on conditions that only the module and its certificate show`]
      : []),
    ...(draft.length > 0 ? [`${brief(draft)}: only a draft gives it a place in TLS`] : []),
    ...shown.open,
  ];
  return open.length > 0 ? unknown(subject, `${open.join('; ')} (${notes.join('; ')})`) : met(subject, because, notes);
}

type Standing = 'approved' | 'conditional' | 'draft' | 'not approved';

/** Each name by its own standing. */
function standingOf(
  names: readonly string[],
  { approved, conditional, draft }: Approval,
): Readonly<Record<Standing, readonly string[]>> {
  const standing = (name: string): Standing => {
    if (isAmong(name, conditional)) return 'conditional';
    if (isAmong(name, draft)) return 'draft';
    return isAmong(name, approved) ? 'approved' : 'not approved';
  };
  const by = Map.groupBy(names, standing);
  const of = (each: Standing) => by.get(each) ?? [];
  return {
    approved: of('approved'),
    conditional: of('conditional'),
    draft: of('draft'),
    'not approved': of('not approved'),
  };
}

/** `approved: secp256r1; conditional: X25519MLKEM768`, every name of the list. */
function wordsOfStanding(standing: Readonly<Record<Standing, readonly string[]>>): string {
  return Object.entries(standing)
    .flatMap(([word, names]) => (names.length > 0 ? [`${word}: ${names.join(', ')}`] : []))
    .join('; ');
}

const REMEDIES: Readonly<Record<AlgorithmList, string>> = {
  certificates: endpointRemedy.certificate,
  groups:
    'Leave approved groups alone in the setting of the server: P-256, P-384 or P-521, ffdhe2048 and larger, and the hybrids SecP256r1MLKEM768 and SecP384r1MLKEM1024 where its module has ML-KEM.',
  'signature-schemes':
    'Leave the named schemes out in the setting of the server, and let its keys be RSA, ECDSA on a P-curve or ML-DSA.',
  suites: endpointRemedy.suites,
};
