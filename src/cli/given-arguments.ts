/**
 * The words of the command line as yargs is to see them. A lone dash is standard input (`@-`): yargs takes it for an option without
 * a name and drops it. Behind `--` every word is a name: yargs keeps those apart, where no command looks for them.
 * @throws Error named UsageError for a name behind `--` that begins with a dash
 */
export function givenArguments(argv: readonly string[]): readonly string[] {
  const words = argv.map((word) => (word === '-' ? '@-' : word));
  const end = words.indexOf('--');
  if (end < 0) return words;
  const names = words.slice(end + 1);
  const dashed = names.find((name) => name.startsWith('-'));
  if (dashed === undefined) return [...words.slice(0, end), ...names];
  throw Object.assign(new Error(`${dashed}: a name that begins with a dash\nWrite it with a path: ./${dashed}.`), {
    name: 'UsageError',
  });
}
