import fc from 'fast-check';
import { expect, it } from 'vitest';
import { finalValues, readShellAssignments } from '../../src/codec/shell-assignments.ts';

it('reads quotes, variables, continuations and comments of /etc/default/grub', () => {
  const text = `# comment A=1
GRUB_DISTRIBUTOR="$(sed 's, release .*$,,g' /etc/system-release)"
GRUB_CMDLINE_LINUX="console=ttyS0 \\
  crashkernel=1G"
export GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX fips=1"
if true; then echo; fi
GRUB_DISABLE='a"b'
`;
  expect(readShellAssignments(text)).toEqual([
    { name: 'GRUB_DISTRIBUTOR', value: "$(sed 's, release .*$,,g' /etc/system-release)", line: 2 },
    { name: 'GRUB_CMDLINE_LINUX', value: 'console=ttyS0   crashkernel=1G', line: 3 },
    { name: 'GRUB_CMDLINE_LINUX', value: 'console=ttyS0   crashkernel=1G fips=1', line: 5 },
    { name: 'GRUB_DISABLE', value: 'a"b', line: 7 },
  ]);
});

it('appends with += and knows variables that were set before', () => {
  const known = new Map([['A', 'one']]);
  expect(finalValues(readShellAssignments(`A+=" two"\nB=\${A}-$A\n`, known))).toEqual(
    new Map([
      ['A', 'one two'],
      ['B', 'one two-one two'],
    ]),
  );
});

it('stops at the end of a word', () => {
  expect(readShellAssignments('A=1 B=2;C=3&&D=4\n').map(({ name, value }) => name + value)).toEqual(['A1', 'B2', 'C3']);
});

it('never throws, and gives back any value that stands in single quotes', () => {
  fc.assert(fc.property(fc.string(), (text) => void readShellAssignments(text)));
  const value = fc.string().filter((text) => !text.includes("'"));
  fc.assert(
    fc.property(value, (text) => {
      expect(readShellAssignments(`A='${text}'`)[0]).toEqual({ name: 'A', value: text, line: 1 });
    }),
  );
});

it('does not let a value double without end', () => {
  const [last] = readShellAssignments(`A=xxxxxxxx\n${'A="$A$A"\n'.repeat(500)}`).slice(-1);
  expect(last?.value.length).toBe(16 * 1024);
});
