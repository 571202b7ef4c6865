// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is OpenSSL's own spelling of a variable here
import fc from 'fast-check';
import type { Configuration } from './configuration.ts';

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
      spelling: fc.constantFrom(...SPELLINGS),
      header: fc.constantFrom(...HEADERS),
      trap: fc.constantFrom(...TRAPS),
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

interface Spelling {
  readonly lines: readonly string[];
  readonly defaults?: readonly string[];
  readonly after?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

interface Trap {
  readonly name: string;
  readonly lines: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
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

const SPELLINGS: readonly ((groups: string) => Spelling)[] = [
  (groups) => ({ lines: [`Groups = ${groups}`] }),
  (groups) => ({ lines: [`Groups=${groups}`] }),
  (groups) => ({ lines: [` \t Groups \t = \t ${groups} \t `] }),
  (groups) => ({ lines: [`Groups = ${groups}# comment`] }),
  (groups) => ({ lines: [`Groups = ${groups} # comment = x`] }),
  (groups) => ({ lines: [`Groups = "${groups}"`] }),
  (groups) => ({ lines: [`Groups = '${groups}' # comment`] }),
  (groups) => ({ lines: [`Groups = \`${groups}\``] }),
  (groups) => ({ lines: [`Groups = "${groups.slice(0, 2)}"'${groups.slice(2)}'`] }),
  (groups) => ({ lines: [`Groups = "${groups}`] }),
  (groups) => ({ lines: [`Groups = "${groups}#"`] }),
  (groups) => ({ lines: [`Groups = \\${groups}`] }),
  (groups) => ({ lines: [`Groups = ${groups}\\`] }),
  (groups) => ({ lines: [`Groups = ${groups}\\\\`] }),
  (groups) => ({ lines: [`Groups = ${groups}\\ `] }),
  (groups) => ({ lines: [`Groups = ${groups}\\n`] }),
  (groups) => ({ lines: [`Groups = ${groups}\\#`] }),
  (groups) => ({ lines: [`Groups = ${groups.slice(0, 2)}\\`, groups.slice(2)] }),
  (groups) => ({ lines: [`Groups = ${groups.slice(0, 2)}\\`, `  ${groups.slice(2)}`] }),
  (groups) => ({ lines: ['Groups =\\', groups] }),
  (groups) => ({ lines: ['Gro\\', `ups = ${groups}`] }),
  (groups) => ({ lines: [`Groups = "${groups.slice(0, 2)}\\`, `${groups.slice(2)}"`] }),
  (groups) => ({ lines: [`Groups = ${groups} \\\\\\`, ''] }),
  (groups) => ({ lines: ['# comment \\', `Groups = ${groups}`] }),
  (groups) => ({ lines: ['# comment \\\\', `Groups = ${groups}`] }),
  (groups) => ({ lines: ['Groups = X25519', `Groups = ${groups}`] }),
  (groups) => ({ lines: [`Groups = ${groups}`, 'Curves = X25519'] }),
  (groups) => ({ lines: [`Groups = ${groups}`, 'Curves = X25519', `Groups = ${groups}`] }),
  (groups) => ({ lines: ['Groups = $v'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = ${v}'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = $(v)'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = $default::v'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = ${default::v}'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: [`v = ${groups}`, 'Groups = $v'] }),
  (groups) => ({ lines: [`v.x = ${groups}`, 'Groups = $v.x'] }),
  (groups) => ({ lines: ['Groups = ${v}:X448'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = $v:X448'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = "$v"'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ["Groups = '$v'"], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = \\$v'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = ${v'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = ${v )'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: ['Groups = $'], defaults: [`v = ${groups}`] }),
  (groups) => ({ lines: [`Groups = ${groups}$`] }),
  () => ({ lines: ['Groups = $ENV::GROUPS_OF_ENVIRONMENT'] }),
  () => ({ lines: ['Groups = ${ENV::GROUPS_OF_ENVIRONMENT}'] }),
  () => ({ lines: ['Groups = $GROUPS_OF_ENVIRONMENT'] }),
  () => ({ lines: ['Groups = $ENV::MISSING_IN_ENVIRONMENT'] }),
  (groups) => ({ lines: ['Groups = $ENV::v'], defaults: ['[ENV]', `v = ${groups}`, '[default]'] }),
  (groups) => ({ lines: ['[later]', 'x = 1'], after: [`tls::Groups = ${groups}`] }),
  (groups) => ({ lines: [`default::Groups = ${groups}`] }),
  (groups) => ({ lines: ['[later]', 'x = 1', '[tls]', `Groups = ${groups}`] }),
  (groups) => ({ lines: ['.include @DIR@/more.cnf'], files: { 'more.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({ lines: ['.include = @DIR@/more.cnf'], files: { 'more.cnf': `Groups = ${groups}` } }),
  (groups) => ({ lines: ['.include more.cnf'], files: { 'more.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({ lines: ['.include d'], files: { 'd/one.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({ lines: ['.include three.cnf'], files: { 'd/three.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({ lines: ['.include ./more.cnf'], files: { 'more.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({ lines: ['.include "@DIR@/more.cnf"'], files: { 'more.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({ lines: ['.includes @DIR@/more.cnf'], files: { 'more.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({ lines: ['.include'], files: { 'more.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({
    lines: ['.include @DIR@/$file'],
    defaults: ['file = more.cnf'],
    files: { 'more.cnf': `Groups = ${groups}\n` },
  }),
  (groups) => ({
    lines: ['.include @DIR@/more.cnf', `Groups = ${groups}`],
    files: { 'more.cnf': '[elsewhere]\nx = 1\n' },
  }),
  (groups) => ({
    lines: ['[elsewhere]', '.include @DIR@/more.cnf', `Groups = ${groups}`],
    files: { 'more.cnf': '[tls]\nMaxProtocol = TLSv1.3\n' },
  }),
  (groups) => ({
    lines: ['.include @DIR@/d'],
    files: { 'd/one.cnf': `Groups = ${groups}\n`, 'd/two.txt': 'Groups = X25519\n' },
  }),
  (groups) => ({
    lines: ['.include @DIR@/d'],
    files: { 'd/one.CONF': `Groups = ${groups}\n`, 'd/two.cnf.bak': 'Groups = X25519\n' },
  }),
  (groups) => ({ lines: ['.include @DIR@/d'], files: { 'd/sub/one.cnf': `Groups = ${groups}\n` } }),
  (groups) => ({
    lines: ['.include @DIR@/d'],
    files: { 'd/one.cnf': '.include @DIR@/more.cnf\nMaxProtocol = TLSv1.3\n', 'more.cnf': `Groups = ${groups}\n` },
  }),
  (groups) => ({
    lines: ['.include @DIR@/d'],
    files: { 'd/one.cnf': '.include @DIR@/e\n', 'e/two.cnf': `Groups = ${groups}\n` },
  }),
  (groups) => ({
    lines: ['.include @DIR@/more.cnf'],
    files: { 'more.cnf': '.include @DIR@/d\n', 'd/two.cnf': `Groups = ${groups}\n` },
  }),
  (groups) => ({
    lines: ['.include @DIR@/d', 'MaxProtocol = TLSv1.3'],
    files: { 'd/one.cnf': `[elsewhere]\nGroups = ${groups}\n` },
  }),
];

const TRAPS: readonly Trap[] = [
  { name: 'none', lines: [] },
  { name: 'none', lines: [] },
  { name: 'none', lines: [] },
  { name: 'none', lines: [] },
  { name: 'none', lines: [] },
  { name: 'undefined variable', lines: ['x = $undefined'] },
  { name: 'undefined variable in braces', lines: ['x = ${undefined}'] },
  { name: 'undefined section of a variable', lines: ['x = $gone::y'] },
  { name: 'line without =', lines: ['nothing here'] },
  { name: 'name without value', lines: ['Options ='] },
  { name: '= without name', lines: ['= value'] },
  { name: 'name that begins with $', lines: ['$x = 1'] },
  { name: 'name with odd characters', lines: ['a-b.c,d/e = 1'] },
  { name: 'name with a blank', lines: ['a b = 1'] },
  { name: 'name with a colon', lines: ['a:b = 1'] },
  { name: 'name in quotes', lines: ['"x" = 1'] },
  { name: 'bytes above 127', lines: ['x = \u00e9\u00ff\u0080'] },
  { name: 'name above 127', lines: ['\u00e9 = 1'] },
  { name: 'NUL in a value', lines: ['x = a\u0000b'] },
  { name: 'NUL alone', lines: ['\u0000'] },
  { name: 'form feed', lines: ['\fOptions = \f'] },
  { name: 'long line', lines: [`x = ${'y'.repeat(2000)}`] },
  { name: 'long comment', lines: [`# ${'y'.repeat(1021)}`] },
  { name: 'long comment that ends in a backslash at the buffer', lines: [`# ${'y'.repeat(508)}\\`, ''] },
  { name: 'record of more than 64 KiB', lines: [`x = ${'y'.repeat(66_000)}`] },
  { name: 'record just below 64 KiB', lines: [`x = ${'y'.repeat(60_000)}`] },
  { name: 'variable that grows past 64 KiB', lines: [`x = ${'y'.repeat(40_000)}`, 'z = $x$x'] },
  { name: 'missing include', lines: ['.include @DIR@/none.cnf'] },
  { name: 'include of an empty file', lines: ['.include @DIR@/empty.cnf'], files: { 'empty.cnf': '' } },
  {
    name: 'include of a file with an error',
    lines: ['.include @DIR@/bad.cnf'],
    files: { 'bad.cnf': 'nothing here\n' },
  },
  {
    name: 'include of a file that ends in a continuation',
    lines: ['.include @DIR@/open.cnf'],
    files: { 'open.cnf': 'x = 1\\' },
  },
  {
    name: 'include of a file that ends in a backslash and a newline',
    lines: ['.include @DIR@/open.cnf'],
    files: { 'open.cnf': 'x = 1\\\n' },
  },
  { name: 'relative include that is missing', lines: ['.include none.cnf'] },
  { name: 'pragma abspath, then relative include', lines: ['.pragma abspath:on', '.include none.cnf'] },
  { name: 'pragma dollarid, then a dollar', lines: ['.pragma dollarid:on', 'x = a$b'] },
  { name: 'pragma without value', lines: ['.pragma'] },
  {
    name: 'pragma includedir',
    lines: ['.pragma includedir:@DIR@/d', '.include three.cnf'],
    files: { 'd/three.cnf': 'MaxProtocol = TLSv1.2\n' },
  },
  {
    name: 'pragma includedir relative',
    lines: ['.pragma includedir:d', '.include three.cnf'],
    files: { 'd/three.cnf': 'MaxProtocol = TLSv1.2\n' },
  },
  { name: 'section reopened', lines: ['[init]', '[tls]'] },
  { name: 'other section left open', lines: ['[elsewhere]'] },
  { name: 'unclosed section', lines: ['[elsewhere'] },
  { name: 'unclosed quote', lines: ['x = "open'] },
  { name: 'closing brace missing', lines: ['x = ${default::openssl_conf'] },
  { name: 'value of another section', lines: ['init::engines = none'] },
  { name: 'carriage return inside', lines: ['x = a\rb'] },
  { name: 'vertical tab', lines: ['x = \u000b'] },
];
