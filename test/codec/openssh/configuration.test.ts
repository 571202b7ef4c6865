import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluateSshConfiguration, type SshSource } from '../../../src/codec/openssh/configuration.ts';
import { readSshConfigurationFile } from '../../../src/codec/openssh/configuration-file.ts';

const KEYWORDS = new Set(['ciphers', 'macs', 'pubkeyacceptedalgorithms']);

/** A file; each Include in it leads to all of `included`. */
function file(path: string, text: string, ...included: SshSource[]): SshSource {
  const steps = readSshConfigurationFile(text);
  return { path, steps: steps.map((step) => (step.keyword === 'include' ? { ...step, included } : step)) };
}

function values(role: 'server' | 'client', ...sources: SshSource[]) {
  const { settings, conditional, refusals } = evaluateSshConfiguration(role, sources, KEYWORDS);
  return {
    settings: [...settings.values()].map(({ keyword, value, path, line }) => `${path}:${line} ${keyword} ${value}`),
    conditional: conditional.map(({ when, keyword, value }) => `${when}: ${keyword} ${value}`),
    refusals,
  };
}

it('lets the first value win, included files in their place', () => {
  const dropIn = file('d', 'Ciphers b\nMACs m\n');
  expect(values('server', file('main', 'Include d\nCiphers a\nMACs n\n', dropIn))).toEqual({
    settings: ['d:1 ciphers b', 'd:2 macs m'],
    conditional: [],
    refusals: [],
  });
  expect(values('server', file('main', 'Ciphers a\nInclude d\n', dropIn)).settings).toEqual([
    'main:1 ciphers a',
    'd:2 macs m',
  ]);
});

it('ends a block with its file', () => {
  const dropIn = file('d', 'Match user bob\nPubkeyAcceptedAlgorithms x\n');
  expect(values('server', file('main', 'Include d\nPubkeyAcceptedAlgorithms y\n', dropIn))).toEqual({
    settings: ['main:2 pubkeyacceptedalgorithms y'],
    conditional: ['Match user bob: pubkeyacceptedalgorithms x'],
    refusals: [],
  });
});

it('holds Match all for everybody, and opens no block that its own block closes', () => {
  expect(values('server', file('main', 'Match user bob\nMatch all\nCiphers a\n')).settings).toEqual([
    'main:3 ciphers a',
  ]);
  const dropIn = file('d', 'Match all\nPubkeyAcceptedAlgorithms x\n');
  expect(values('server', file('main', 'Match user bob\nInclude d\n', dropIn))).toEqual({
    settings: [],
    conditional: ['Match user bob, Match all: pubkeyacceptedalgorithms x'],
    refusals: [],
  });
});

it('refuses what sshd refuses: a global keyword inside a Match block, a keyword without a value', () => {
  expect(values('server', file('main', 'Match user bob\nCiphers a\n')).refusals).toEqual([
    'main:2: sshd does not allow ciphers inside a Match block',
  ]);
  expect(values('client', file('main', 'Host bob\nCiphers a\nMACs\n'))).toEqual({
    settings: [],
    conditional: ['Host bob: ciphers a'],
    refusals: ['main:3: macs has no value'],
  });
});

it('applies Match final all after everything else, as Fedora relies on', () => {
  const redHat = file('50-redhat.conf', 'Match final all\nInclude policy\n', file('policy', 'Ciphers p\nMACs p\n'));
  expect(values('client', file('main', 'Include d\nHost *\nCiphers own\n', redHat))).toEqual({
    settings: ['main:3 ciphers own', 'policy:2 macs p'],
    conditional: [],
    refusals: [],
  });
});

it('never throws, and settings are a part of what is written', () => {
  const line = fc.constantFrom(
    'Ciphers a',
    'MACs b',
    'Host *',
    'Host x',
    'Match all',
    'Match final all',
    'Match user y',
    'Include z',
  );
  fc.assert(
    fc.property(fc.array(line), fc.array(line), fc.constantFrom('server', 'client'), (outer, inner, role) => {
      const source = file('outer', outer.join('\n'), file('inner', inner.join('\n')));
      const { settings, written } = evaluateSshConfiguration(role, [source], KEYWORDS);
      const places = new Set(written.map(({ path, line: at }) => `${path}:${at}`));
      expect([...settings.values()].every(({ path, line: at }) => places.has(`${path}:${at}`))).toBe(true);
    }),
  );
});
