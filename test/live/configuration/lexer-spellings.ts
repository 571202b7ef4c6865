// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is OpenSSL's own spelling of a variable here

/** Lines in the section of the system default, and what they need elsewhere. */
export interface Spelling {
  readonly lines: readonly string[];
  readonly defaults?: readonly string[];
  readonly after?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** Ways to say a group list: plain, quoted, escaped, continued, through variables, other sections and included files. */
export const spellings: readonly ((groups: string) => Spelling)[] = [
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
