import { namedGroups } from '../vocabulary/named-groups.ts';
import { endpointRemedy } from './common/endpoint-remedies.ts';
import { met, some, unknown, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, oneOf, readParameters } from './common/parameters.ts';
import { judgeTlsEndpoints, type TlsEndpointFacts, tlsEndpointKinds, tlsEndpointReads } from './common/tls-endpoint.ts';
import { type AlgorithmList, algorithmLists, shownBy, wordsOf } from './common/tls-endpoint-algorithms.ts';
import type { Judgement, Rule } from './rule.ts';

/** Which list, and what must not stand in it: whole names or beginnings, for suites also any word of a name. */
export interface Refused {
  readonly of: AlgorithmList;
  readonly names: readonly string[];
}

/** Does an endpoint refuse these? */
export const tlsEndpointAlgorithmsNotOffered: Rule<Refused> = {
  id: 'tls-endpoint-algorithms-not-offered',
  title: 'the TLS endpoint refuses what is not wanted',
  reads: tlsEndpointReads,
  consults: tlsEndpointKinds,
  params: (given) => readParameters(given, { of: oneOf(algorithmLists), names: names() }),
  judge: (facts, refused) => judgeTlsEndpoints(facts, (endpoint) => judgeList(endpoint, refused)),
};

function judgeList(endpoint: TlsEndpointFacts, { of, names: refused }: Refused): Judgement {
  const { subject } = endpoint;
  const shown = shownBy(endpoint, of);
  const because = some(shown.because);
  const found = shown.names.filter((name) => isAmong(name, refused) || (of === 'suites' && hasWord(name, refused)));
  if (because !== undefined && found.length > 0)
    return unmet(subject, because, {
      shortfall: `${wordsOf(of)} that are not wanted are accepted: ${brief(found)}`,
      remedy: REMEDIES[of],
    });
  const open =
    of === 'groups' && !areOfOlderVersions(refused)
      ? shown.open.filter((each) => !shown.openBelowTls13.includes(each))
      : shown.open;
  if (because === undefined || open.length > 0 || shown.names.length === 0)
    return unknown(subject, `none of them was seen, but ${open.join('; ') || `no ${wordsOf(of)} were seen at all`}`);
  return met(subject, because);
}

/** Only curves and finite fields are of TLS 1.2 and older (RFC 8422, RFC 7919): ML-KEM and its drafts came with TLS 1.3. */
function areOfOlderVersions(refused: readonly string[]): boolean {
  return namedGroups.some(({ name, minTls }) => minTls < TLS13 && isAmong(name, refused));
}

function hasWord(suite: string, words: readonly string[]): boolean {
  return suite.split('_').some((word) => words.includes(word));
}

const TLS13 = 0x0304;

const REMEDIES: Readonly<Record<AlgorithmList, string>> = {
  certificates: endpointRemedy.certificate,
  groups: endpointRemedy.groups,
  'signature-schemes':
    'Name the schemes in the setting of the server (ssl_conf_command SignatureAlgorithms in nginx, SSLOpenSSLConfCmd in Apache), and leave the named ones out.',
  suites: endpointRemedy.suites,
};
