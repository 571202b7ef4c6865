/** What has to be known of a program so that Ansible runs it: nobody is there to answer, and what changed has to be told. */
export interface Unattended {
  readonly argv: readonly string[];
  /** How a change is told: by what is said where there is none, or by files that the program writes. Null: each run counts as one. */
  readonly change: { readonly silentBy: string } | { readonly writes: readonly [string, ...string[]] } | null;
}

/** The program with the option that keeps it from asking. */
export function unattended(argv: readonly string[]): Unattended {
  const [program = '', ...rest] = argv;
  const manager = PACKAGE_MANAGERS[program];
  if (manager !== undefined)
    return { argv: [program, manager.option, ...rest], change: { silentBy: manager.nothingDone } };
  return { argv: program === 'pro' ? [...argv, '--assume-yes'] : argv, change: changeOf(program, rest) };
}

function changeOf(program: string, rest: readonly string[]): Unattended['change'] {
  const written =
    WRITES[program] ?? (rest[0] === 'fipsinstall' ? rest.slice(rest.indexOf('-out') + 1).slice(0, 1) : []);
  const [first, ...more] = written;
  return first === undefined ? null : { writes: [first, ...more] };
}

/** What each says in the locale C where it had nothing to do. Source: their own output. */
const PACKAGE_MANAGERS: Readonly<Record<string, { readonly option: string; readonly nothingDone: string }>> = {
  'apt-get': { option: '-y', nothingDone: '0 upgraded, 0 newly installed, 0 to remove' },
  dnf: { option: '-y', nothingDone: 'Nothing to do' },
  tdnf: { option: '-y', nothingDone: 'Nothing to do' },
  zypper: { option: '--non-interactive', nothingDone: 'Nothing to do' },
};

const WRITES: Readonly<Record<string, readonly string[]>> = {
  'update-crypto-policies': [
    '/etc/crypto-policies/state/current',
    '/etc/crypto-policies/state/CURRENT.pol',
    '/etc/crypto-policies/back-ends/opensslcnf.config',
  ],
  'update-grub': ['/boot/grub/grub.cfg'],
};
