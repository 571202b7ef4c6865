// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is OpenSSL's own spelling of a variable here

/** Something odd to stand at any place of a configuration. */
export interface Trap {
  readonly name: string;
  readonly lines: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** Lines that end the reading of the file, or that look as if they would. */
export const traps: readonly Trap[] = [
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
