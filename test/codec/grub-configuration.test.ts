import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readGrubConfiguration } from '../../src/codec/grub-configuration.ts';

it('reads a grub.cfg of Ubuntu: submenus, indented linux lines, variables of the loader', () => {
  const text = `set linux_gfx_mode=auto
export linux_gfx_mode
menuentry 'Ubuntu' --class ubuntu $menuentry_id_option 'gnulinux-simple' {
\trecordfail
\tgfxmode $linux_gfx_mode
\tlinux\t/boot/vmlinuz-6.8.0-1-fips root=UUID=3f1c ro  fips=1 $vt_handoff
\tinitrd\t/boot/initrd.img-6.8.0-1-fips
}
submenu 'Advanced options for Ubuntu' {
\tmenuentry 'Ubuntu, with Linux 6.8.0-1-fips (recovery mode)' {
\t\tlinux\t/boot/vmlinuz-6.8.0-1-fips root=UUID=3f1c ro recovery nomodeset
\t}
}
`;
  const { entries, usesBootLoaderSpecification } = readGrubConfiguration(text);
  expect(usesBootLoaderSpecification).toBe(false);
  expect(entries).toEqual([
    { title: 'Ubuntu', commandLine: 'root=UUID=3f1c ro  fips=1', line: 6, unset: ['vt_handoff'], ambiguous: [] },
    {
      title: 'Ubuntu, with Linux 6.8.0-1-fips (recovery mode)',
      commandLine: 'root=UUID=3f1c ro recovery nomodeset',
      line: 11,
      unset: [],
      ambiguous: [],
    },
  ]);
});

it('keeps what the environment says where RHEL 8 only sets a fallback', () => {
  const text = `if [ -z "\${kernelopts}" ]; then
  set kernelopts="root=/dev/sda2 ro "
fi
blscfg
`;
  const without = readGrubConfiguration(text);
  const given = readGrubConfiguration(text, new Map([['kernelopts', ['root=/dev/sda2 ro fips=1']]]));
  expect(without.usesBootLoaderSpecification).toBe(true);
  expect(without.variables.get('kernelopts')).toEqual(['root=/dev/sda2 ro']);
  expect(given.variables.get('kernelopts')).toEqual(['root=/dev/sda2 ro fips=1']);
});

it('takes the last of several values and names the variable', () => {
  const text = `set extra=""
if [ "$x" = 1 ]; then
set extra="fips=1"
fi
linux$suf /flatcar/vmlinuz-a $extra root=LABEL=ROOT
`;
  expect(readGrubConfiguration(text).entries).toEqual([
    { title: null, commandLine: 'fips=1 root=LABEL=ROOT', line: 5, unset: [], ambiguous: ['extra'] },
  ]);
});

it('reads linuxefi and linux16, and no line that merely begins like them', () => {
  const text = 'linuxefi /vmlinuz a\nlinux16 /vmlinuz b\nlinux /vmlinuz\nlinuxfoo /vmlinuz c\n';
  expect(readGrubConfiguration(text).entries.map(({ commandLine }) => commandLine)).toEqual(['a', 'b', '']);
});

it('never throws, and stays quick where variables double each other', () => {
  fc.assert(fc.property(fc.string(), (text) => void readGrubConfiguration(text)));
  const doubling = `set a=xxxxxxxxxx\n${'set a="$a$a"\n'.repeat(2000)}linux /k $a$a\n`;
  expect(readGrubConfiguration(doubling).entries[0]?.commandLine.length).toBeLessThanOrEqual(8192);
});
