import type { FactBase } from '../../facts/fact-base.ts';
import type { TlsEndpointCertificate, TlsEndpointGroups } from '../../facts/tls-endpoint-values.ts';
import type { SshEndpoint } from '../../facts/values/ssh-endpoint.ts';
import type { Look } from '../format.ts';
import { row } from './row.ts';

/** What an endpoint negotiates: versions, groups by preference, certificates; empty where the target is none. */
export function endpointText(facts: FactBase, { width }: Look): string {
  const versions = facts
    .all('tls.endpoint.versions')
    .map(({ value }) => row('TLS', value.supported.join(', ') || 'none', width));
  const groups = facts.all('tls.endpoint.groups').flatMap(({ value }) => groupRows(value, width));
  const schemes = facts
    .all('tls.endpoint.signature-schemes')
    .map(({ value }) =>
      row('signs', value.supported.map(({ name }) => name).join(', ') || 'nothing that could be seen', width),
    );
  const certificates = facts
    .all('tls.endpoint.certificate')
    .map(({ value }) => row('shows', certificate(value), width));
  const tls = [...versions, ...groups, ...schemes, ...certificates];
  const ssh = facts.all('ssh.endpoint').flatMap(({ value }) => sshRows(value, width));
  return [
    ...(tls.length > 0 ? [['Negotiated over TLS', ...tls].join('\n')] : []),
    ...(ssh.length > 0 ? [['Negotiated over SSH', ...ssh].join('\n')] : []),
  ].join('\n\n');
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
      `post-quantum: ${postQuantum.supported}; preferred: ${POSTURE[postQuantum.preference]}; enforced: ${postQuantum.enforced}`,
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

const POSTURE: Readonly<Record<TlsEndpointGroups['postQuantum']['preference'], string>> = {
  always: 'always, even where the client sent a classical share',
  'client-decides': 'as the client orders',
  'only-with-share': 'only where the client sent a share for it',
  'classical-preferred': 'no, classical groups come first',
  none: 'nothing to prefer',
  unknown: 'not known',
};
