import { describe, expect, it } from 'vitest';
import { formatNames, formats } from '../../src/report/index.ts';
import { formatChecks } from '../support/format-checks.ts';
import { HOSTILE, hostileHost } from '../support/hostile-host.ts';
import { written } from '../support/report.ts';

describe.each(formatNames)('%s', (name) => {
  it.each(HOSTILE.map((words) => [words]))('shows %j harmlessly wherever it stands', async (words) => {
    const [id = '', edition] = name.split('@');
    const format = await formats.find((each) => each.id === id)?.load(edition);
    if (format === undefined) throw new Error(`${name}: no such format`);
    const text = written(format, [hostileHost(words)]);
    expect(text.isWellFormed()).toBe(true);
    // JSON keeps what was found, escaped; a terminal never sees it raw.
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(await formatChecks[name]?.(text)).toEqual([]);
  });
});

it('checks every format', () => {
  expect(Object.keys(formatChecks).sort()).toEqual([...formatNames].sort());
});
