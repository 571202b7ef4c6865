import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storedTargets } from '../../src/cli/stored-files.ts';
import { json } from '../../src/report/json.ts';
import { jsonl } from '../../src/report/jsonl.ts';
import { smallHost, written } from '../support/report.ts';
import { workspace } from '../support/workspace.ts';

async function namesIn(content: string): Promise<readonly string[]> {
  const file = join(await workspace(), 'stored');
  await writeFile(file, content);
  return names(file);
}

async function names(file: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { target } of storedTargets(file)) found.push(target.name);
  return found;
}

const hosts = ['a', 'b', 'c'].map((name) => ({ ...smallHost(), name }));

it.each([
  ['a report in many lines', written(json, hosts)],
  ['a report in one line', JSON.stringify(JSON.parse(written(json, hosts)))],
  ['one document a line', written(jsonl, hosts)],
  [
    'one document a line, with blank lines and other ends of lines',
    `\n${written(jsonl, hosts).replaceAll('\n', '\r\n\n')}`,
  ],
  ['one document a line, the last without an end', written(jsonl, hosts).trimEnd()],
])('reads %s', async (_, content) => {
  expect(await namesIn(content)).toEqual(['a', 'b', 'c']);
});

it.each([
  ['no JSON at all', 'hello\n', /stored: wants a JSON document \(line 1\)\nName what pqready collect/],
  ['a line that is cut', `${written(jsonl, hosts).slice(0, -40)}\n`, /stored: wants a JSON document \(line 3\)/],
  ['a report that is cut', written(json, hosts).slice(0, -40), /stored: wants a JSON document \(line 1\)/],
  [
    'a second report behind the first',
    `${written(json, hosts)}${written(json, hosts)}`,
    /wants a JSON document \(line 1\)/,
  ],
])('refuses %s by file and line', async (_, content, words) => {
  await expect(namesIn(content)).rejects.toThrow(words);
});

it('gives the first target before it has read the last', async () => {
  const file = join(await workspace(), 'stored');
  await writeFile(file, `${written(jsonl, hosts)}no document\n`);
  const targets = storedTargets(file);
  expect((await targets.next()).value?.target.name).toBe('a');
  await targets.return(undefined);
});

it('refuses one document that is larger than memory should be, and a file that is not there', async () => {
  const file = join(await workspace(), 'large');
  const handle = await open(file, 'w');
  await handle.truncate(300 * 1024 * 1024);
  await handle.close();
  await expect(names(file)).rejects.toThrow(/one document is larger than 256 MiB/);
  await expect(names(`${file}.not`)).rejects.toThrow(/no such file/);
});
