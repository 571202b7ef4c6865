import type { FactKind, Subject } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import { quote } from '../../facts/quote.ts';
import type { TlsEndpointCertificate, TlsEndpointGroups } from '../../facts/tls-endpoint-values.ts';
import type { SshEndpoint } from '../../facts/values/ssh-endpoint.ts';
import type { Look } from '../format.ts';
import { postureWords } from '../posture-words.ts';
import { row } from './row.ts';

/** What each endpoint negotiates: versions, groups by preference, certificates; empty where nothing was talked to. */
export function endpointText(facts: FactBase, look: Look): string {
  const tls = subjectsOf(TLS_KINDS.flatMap((kind) => facts.all(kind)));
  const ssh = subjectsOf(facts.all('ssh.endpoint'));
  return [
    ...tls.map((subject) => [`${headed('TLS', subject)}`, ...tlsRows(facts, subject, look)].join('\n')),
    ...ssh.map((subject) => {
      const rows = facts.all('ssh.endpoint').filter((each) => each.subject === subject);
      return [headed('SSH', subject), ...rows.flatMap(({ value }) => sshRows(value, look.width))].join('\n');
    }),
  ].join('\n\n');
}

function tlsRows(facts: FactBase, subject: Subject, { width }: Look): readonly string[] {
  const of = <K extends FactKind>(kind: K) => facts.all(kind).filter((each) => each.subject === subject);
  return [
    ...of('tls.endpoint.versions').map(({ value }) => row('TLS', value.supported.join(', ') || 'none', width)),
    ...of('tls.endpoint.groups').flatMap(({ value }) => groupRows(value, width)),
    ...of('tls.endpoint.signature-schemes').map(({ value }) =>
      row('signs', value.supported.map(({ name }) => name).join(', ') || 'nothing that could be seen', width),
    ),
    ...of('tls.endpoint.certificate').map(({ value }) => row('shows', certificate(value), width)),
  ];
}

/** A host has many endpoints, and says which; a target that is an endpoint has the one. */
function headed(protocol: string, subject: Subject): string {
  const which = subject === `${protocol} endpoint` ? '' : `: ${quote(subject)}`;
  return `Negotiated over ${protocol}${which}`;
}

function subjectsOf(facts: readonly { readonly subject: Subject }[]): readonly Subject[] {
  return [...new Set(facts.map(({ subject }) => subject))];
}

function groupRows(
  { supported, preferred, complete, postQuantum }: TlsEndpointGroups,
  width: number,
): readonly string[] {
  const names = supported.map(({ name }) => (name === preferred ? `${name}*` : name));
  const open = complete ? [] : ['and perhaps others'];
  return [
    row('groups', [...names, ...open].join(', ') || 'none', width),
    row(
      '',
      `post-quantum: ${postQuantum.supported}; preferred: ${postureWords[postQuantum.preference]}; enforced: ${postQuantum.enforced}`,
      width,
    ),
  ];
}

function certificate({ chain, signature, signatureProblem }: TlsEndpointCertificate): string {
  const [leaf] = chain;
  const key = `${leaf?.subject ?? 'a certificate that could not be read'}, ${leaf?.keyAlgorithm ?? 'key unknown'}`;
  const checked =
    signature === 'valid' ? 'the handshake is signed with it' : `handshake signature ${signature}: ${signatureProblem}`;
  return `${key}, valid to ${leaf?.notAfter?.slice(0, 10) ?? 'an unknown day'}; ${checked}`;
}

function sshRows({ identification, kex, keys, strictKex }: SshEndpoint, width: number): readonly string[] {
  const shown = keys.map(({ type, bits, signature }) => `${type}${bits === null ? '' : ` ${bits}`} (${signature})`);
  return [
    row('server', identification, width),
    row('kex', `${kex.join(', ')}${strictKex ? '; strict' : '; not strict'}`, width),
    row('keys', shown.join(', ') || 'none that could be seen', width),
  ];
}

const TLS_KINDS = [
  'tls.endpoint.versions',
  'tls.endpoint.groups',
  'tls.endpoint.signature-schemes',
  'tls.endpoint.certificate',
] as const;
