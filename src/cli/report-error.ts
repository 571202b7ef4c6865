/** How a command that could not do its work ends: 2 for a mistake of the user's, 70 for one of ours. */
export type ErrorExit = 2 | 70;

/**
 * Says what went wrong on standard error: a user's mistake in two lines (what, and what to do about it), anything else with its
 * stack. Who asked for JSON on standard output gets `pqready.error/1` there, so that a script need not read words.
 */
export function reportError(error: unknown, argv: readonly string[]): ErrorExit {
  const isUsers = error instanceof Error && USERS.includes(error.name);
  const words = error instanceof Error ? (isUsers ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(
    isUsers ? `pqready: ${words}\n` : `pqready: this is a bug of pqready, please report it\n${words}\n`,
  );
  const exitCode = isUsers ? 2 : 70;
  if (wantsJson(argv)) {
    const [message = '', ...advice] = words.split('\n');
    const told = { kind: isUsers ? 'usage' : 'bug', message, advice: advice.join('\n') };
    process.stdout.write(`${JSON.stringify({ schema: 'pqready.error/1', exitCode, error: told })}\n`);
  }
  return exitCode;
}

/** Whether JSON, and nothing else, would have gone to standard output. */
function wantsJson(argv: readonly string[]): boolean {
  const outputs = argv.flatMap((each, index) => {
    if (each.startsWith('--output=')) return [each.slice('--output='.length)];
    return each === '--output' ? [argv[index + 1] ?? ''] : [];
  });
  const shown = outputs.filter((each) => !each.includes('='));
  return shown.length === 1 && /^jsonl?$/.test(shown[0] ?? '');
}

const USERS = ['UsageError', 'PolicyError', 'YError'];
