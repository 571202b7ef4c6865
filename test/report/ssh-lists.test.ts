import { expect, it } from 'vitest';
import type { Finding } from '../../src/assess/assessment.ts';
import type { Fact } from '../../src/facts/fact.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import { factsById, proofsOf } from '../../src/report/told-finding.ts';
import { requirement } from '../support/requirement.ts';
import { given } from '../support/rule-facts.ts';

const CONFIG = targetPath('/etc/ssh/sshd_config');
const line = (number: number, words: string) => evidence({ in: 'file', path: CONFIG, line: number }, words);
const program = evidence({ in: 'file', path: targetPath('/usr/sbin/sshd') }, 'OpenSSH_10.0p2');
const seen = [line(5, 'Ciphers aes256-ctr'), line(7, 'macs=hmac-sha1'), line(9, 'KexAlgorithms x'), program] as const;
const configured: Fact = { ...given('ssh.configured'), evidence: seen };

it.each<readonly [string, Partial<Finding>, string, readonly string[]]>([
  ['what is to be written', { remedy: 'In /etc/x write:\nMACs a' }, 'ssh-algorithms-not-offered', ['7', '', '5', '9']],
  ['what is wrong', { shortfall: 'KexAlgorithms has x' }, 'ssh-algorithms-allowed', ['9', '', '5', '7']],
  ['its rule, where it passes', {}, 'ssh-key-exchange-post-quantum', ['9', '', '5', '7']],
  [
    'the program, where no line sets it',
    { remedy: 'HostKeyAlgorithms b' },
    'ssh-algorithms-allowed',
    ['', '5', '7', '9'],
  ],
  ['nothing', {}, 'ssh-algorithms-allowed', ['5', '7', '9', '']],
])('shows first the lines that a finding speaks of: by %s', (_, words, rule, lines) => {
  const finding: Finding = {
    requirement: { ...requirement(), rule },
    subject: configured.subject,
    weight: 'fail',
    notes: [],
    because: [configured.id],
    missing: [],
    fingerprint: '0',
    ...words,
  };
  const shown = proofsOf(finding, factsById([configured]));
  expect(shown.map(({ at }) => (at.in === 'file' ? `${at.line ?? ''}` : ''))).toEqual(lines);
});
