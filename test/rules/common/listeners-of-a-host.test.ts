import { expect, it } from 'vitest';
import type { Gap } from '../../../src/facts/fact.ts';
import { sshEndpointPostQuantum } from '../../../src/rules/ssh-endpoint-post-quantum.ts';
import { tlsEndpointMlKem } from '../../../src/rules/tls-endpoint-ml-kem.ts';
import { named } from '../../support/endpoint-facts.ts';
import { given, judged } from '../../support/rule-facts.ts';

const TLS = { atLeast: 768 };
const SSH = { methods: ['mlkem768x25519-sha256'], place: 'offered' };

it('does not arise on a host none of whose listeners speaks the protocol', () => {
  const facts = [given('listener.inventory', { neither: 3 })];
  expect([...judged(tlsEndpointMlKem, TLS, facts), ...judged(sshEndpointPostQuantum, SSH, facts)]).toEqual([
    'not-applicable TLS endpoint: no TCP listener of this host speaks TLS',
    'not-applicable SSH endpoint: no TCP listener of this host speaks SSH',
  ]);
});

it('judges each listener by itself, whatever the others speak', () => {
  const nginx = 'listener tcp/443 (nginx)';
  const facts = [
    given('listener.inventory', { tls: 2, ssh: 1 }),
    given('tls.endpoint.groups', {}, nginx),
    given('tls.endpoint.groups', { supported: named('x25519') }, 'listener tcp/25 (master)'),
    given('ssh.endpoint', { kex: ['curve25519-sha256'] }, 'listener tcp/22 (sshd)'),
  ];
  expect([...judged(tlsEndpointMlKem, TLS, facts), ...judged(sshEndpointPostQuantum, SSH, facts)]).toEqual([
    `met ${nginx}`,
    'unmet listener tcp/25 (master): no group with ML-KEM is supported: x25519',
    'unmet listener tcp/22 (sshd): no post-quantum key exchange is offered: curve25519-sha256',
  ]);
});

it('leaves open what a listener may speak that could not be told, and does not call the question idle then', () => {
  const subject = 'listener tcp/9000 (daemon)';
  const gaps: readonly Gap[] = [
    { kind: 'tls.endpoint.reached', subject, why: 'closed' },
    { kind: 'ssh.endpoint', subject, why: 'closed' },
  ];
  const facts = [given('listener.inventory', { unknown: 1 })];
  // A gap in what the rule reads is made an unknown by the assessment.
  expect(judged(tlsEndpointMlKem, TLS, facts, gaps)).toEqual([]);
  expect(judged(sshEndpointPostQuantum, SSH, facts, gaps)).toEqual([`unknown ${subject}: closed`]);
});

it('does not lend one listener the reasons of another', () => {
  const facts = [given('listener.inventory', { tls: 2 }), given('tls.endpoint.reached', {}, 'listener tcp/1 (a)')];
  const gaps: readonly Gap[] = [
    { kind: 'tls.endpoint.groups', subject: 'listener tcp/1 (a)', why: 'its own' },
    { kind: 'tls.endpoint.groups', subject: 'listener tcp/2 (b)', why: 'of another' },
  ];
  expect(judged(tlsEndpointMlKem, TLS, facts, gaps)).toEqual(['unknown listener tcp/1 (a): its own']);
});
