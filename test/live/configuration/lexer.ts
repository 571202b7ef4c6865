import fc from 'fast-check';
import type { Configuration } from './configuration.ts';
import { spellings } from './lexer-spellings.ts';
import { traps } from './lexer-traps.ts';

/**
 * Configurations about how the text is read: every line of a plain configuration is written in one of the ways that mean the
 * same (or just not the same), and some get a trap. The group list tells what was understood.
 */
export function lexerConfigurations(): fc.Arbitrary<Configuration> {
  return fc
    .record({
      diagnostics: fc.constantFrom('0', '1'),
      prologue: fc.constantFrom(...PROLOGUES),
      groups: fc.constantFrom('P-521', 'X448:P-384', '?bogus:X25519'),
      spelling: fc.constantFrom(...spellings),
      header: fc.constantFrom(...HEADERS),
      trap: fc.constantFrom(...traps),
      trapPlace: fc.constantFrom('top', 'init', 'tls', 'before-groups', 'end'),
      lineEnd: fc.constantFrom('\n', '\n', '\n', '\r\n'),
      lastLineEnds: fc.boolean(),
      includeFrom: fc.constantFrom('', '', '', '@DIR@', '@DIR@/d', 'd', '/nowhere'),
    })
    .map((draft) => {
      const spelt = draft.spelling(draft.groups);
      const trap = (place: string) => (draft.trapPlace === place ? draft.trap.lines : []);
      const lines = [
        ...draft.prologue,
        'openssl_conf = init',
        `config_diagnostics = ${draft.diagnostics}`,
        ...(spelt.defaults ?? []),
        ...trap('top'),
        '[init]',
        'ssl_conf = ssl',
        ...trap('init'),
        '[ssl]',
        'system_default = tls',
        draft.header('tls'),
        'MinProtocol = TLSv1.2',
        ...trap('tls'),
        ...trap('before-groups'),
        ...spelt.lines,
        ...(spelt.after ?? []),
        ...trap('end'),
      ];
      const text = lines.join(draft.lineEnd) + (draft.lastLineEnds ? draft.lineEnd : '');
      return {
        name: `lexer: ${draft.trap.name}`,
        files: { 'openssl.cnf': text, ...spelt.files, ...draft.trap.files },
        environment: {
          GROUPS_OF_ENVIRONMENT: draft.groups,
          ...(draft.includeFrom === '' ? {} : { OPENSSL_CONF_INCLUDE: draft.includeFrom }),
        },
      };
    });
}

const PROLOGUES: readonly (readonly string[])[] = [
  [],
  [],
  ['# a comment', '', '   ', '\t# another'],
  ['\u00ef\u00bb\u00bf# byte order mark'],
  ['\u00ef\u00bb\u00bfv = 1'],
  ['.pragma = unknown:1'],
  ['.pragma dollarid:on'],
  ['.pragma=dollarid:false'],
  ['.pragma dollarid:maybe'],
  ['.pragma abspath:true'],
  ['.pragma includedir:@DIR@'],
  ['.pragma nonsense'],
];

const HEADERS: readonly ((name: string) => string)[] = [
  (name) => `[${name}]`,
  (name) => `[${name}]`,
  (name) => `[${name}]`,
  (name) => `[ ${name} ]`,
  (name) => `  [\t${name}\t]  # comment`,
  (name) => `[${name}] text after it`,
  (name) => `[${name}`,
  (name) => `[${name}]=`,
  (name) => `[$default::missing${name}]`,
  (name) => `["${name}"]`,
  (name) => `[t l s]\nMaxProtocol = TLSv1.2\n[${name}]`,
  (name) => `[${name.toUpperCase()}]\nGroups = X25519\n[${name}]`,
];
