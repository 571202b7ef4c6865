import type { Fact, FactKind, Subject } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { TlsEndpointCertificate, TlsEndpointGroups } from '../../facts/tls-endpoint-values.ts';
import type { SshEndpoint } from '../../facts/values/ssh-endpoint.ts';
import { postureWords } from '../posture-words.ts';
import { type Markup, markup, nothing } from './markup.ts';
import { codes } from './table.ts';

/** What each endpoint of a target negotiates: versions, groups, signatures, certificates. */
export function endpointsMarkup(facts: FactBase): Markup {
  const tls = subjectsOf(TLS_KINDS.flatMap((kind): readonly Fact[] => facts.all(kind)));
  const ssh = facts.all('ssh.endpoint');
  if (tls.length + ssh.length === 0) return nothing;
  return markup`<h4>Negotiated</h4>
${tls.map(
  (subject) => markup`<h5>${subject}</h5><dl class="facts">${tlsRows(facts, subject)}</dl>
`,
)}${ssh.map(
  ({ subject, value }) => markup`<h5>${subject}</h5><dl class="facts">${sshRows(value)}</dl>
`,
)}`;
}

function tlsRows(facts: FactBase, subject: Subject): Markup {
  const of = <K extends FactKind>(kind: K) => facts.all(kind).filter((each) => each.subject === subject);
  const rows = [
    ...of('tls.endpoint.versions').map(({ value }) => row('Versions', codes(value.supported))),
    ...of('tls.endpoint.groups').flatMap(({ value }) => groupRows(value)),
    ...of('tls.endpoint.signature-schemes').map(({ value }) =>
      row('Signs with', codes(value.supported.map(({ name }) => name))),
    ),
    ...of('tls.endpoint.ciphers').flatMap(({ value }) =>
      value.byVersion.map(({ version, suites }) => row(`Suites, ${version}`, codes(suites.map(({ name }) => name)))),
    ),
    ...of('tls.endpoint.certificate').map(({ value }) => row('Certificate', certificate(value))),
  ];
  return markup`${rows}`;
}

function groupRows({ supported, preferred, complete, postQuantum }: TlsEndpointGroups): readonly Markup[] {
  const { supported: answer, preference, enforced } = postQuantum;
  return [
    row('Groups', markup`${codes(supported.map(({ name }) => name))}${complete ? '' : ', and perhaps others'}`),
    row('Prefers', preferred ?? 'not told'),
    row('Post-quantum', `supported: ${answer}; preferred: ${postureWords[preference]}; enforced: ${enforced}`),
  ];
}

function certificate({ chain, signature, signatureProblem }: TlsEndpointCertificate): Markup {
  const [leaf] = chain;
  const checked =
    signature === 'valid'
      ? 'the handshake is signed with it'
      : `handshake signature ${signature}: ${signatureProblem ?? 'not told'}`;
  return markup`${leaf?.subject ?? 'a certificate that could not be read'}, ${leaf?.keyAlgorithm ?? 'key unknown'}, signed with ${leaf?.signatureAlgorithm ?? 'an unknown algorithm'}, valid to ${leaf?.notAfter?.slice(0, 10) ?? 'an unknown day'}; ${checked}`;
}

function sshRows({ identification, kex, hostKeys, keys, strictKex }: SshEndpoint): Markup {
  const shown = keys.map(({ type, bits, signature }) => `${type}${bits === null ? '' : ` ${bits}`} (${signature})`);
  return markup`${[
    row('Server', identification),
    row('Key exchange', markup`${codes(kex)}; ${strictKex ? 'strict' : 'not strict'}`),
    row('Host key algorithms', codes(hostKeys)),
    row('Host keys', shown.join(', ') || 'none that could be seen'),
  ]}`;
}

function row(name: string, content: string | Markup): Markup {
  return markup`<dt>${name}</dt><dd>${content}</dd>`;
}

function subjectsOf(facts: readonly { readonly subject: Subject }[]): readonly Subject[] {
  return [...new Set(facts.map(({ subject }) => subject))];
}

const TLS_KINDS = [
  'tls.endpoint.versions',
  'tls.endpoint.groups',
  'tls.endpoint.signature-schemes',
  'tls.endpoint.ciphers',
  'tls.endpoint.certificate',
] as const;
