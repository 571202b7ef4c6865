import { expect, it } from 'vitest';
import { github } from '../../src/report/github.ts';
import { smallHost, written } from '../support/report.ts';

it('annotates what fails and what is open', () => {
  expect(written(github, [smallHost()])).toMatchInlineSnapshot(`
    "::error title=kernel-flag-on%3A web-1::kernel: the running kernel is not in FIPS mode%0Aseen: kernel fips_enabled "0"%0Ado: Debian has no validated module; to test the mode, boot with fips=1:%0A$ grub-editenv - set kernelopts="fips=1"
    ::warning title=boot%3A web-1::boot entries: /boot/loader: permission denied
    pqready: FAIL: 1 fail, 1 cannot be decided, 0 warn
    "
  `);
});

it('shows ten of a kind at most, and counts the rest', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ ...smallHost(), name: `web-${index}` }));
  const lines = written(github, many).split('\n');
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines).toContain('::error title=pqready::21 more: see the report');
});
