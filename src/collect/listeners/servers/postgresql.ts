import type { ConfigurationText } from '../../../codec/servers/configured-groups.ts';
import { postgresqlGroups, readPostgresqlFile } from '../../../codec/servers/postgresql-groups.ts';
import { targetPath } from '../../../facts/locator.ts';
import type { FileView } from '../../../target/views.ts';
import {
  type Budget,
  below,
  directoryOf,
  filesBy,
  newBudget,
  optionOf,
  partOf,
  type ServerReader,
  spend,
  textOf,
  UnreadConfiguration,
} from './texts.ts';

/** PostgreSQL: postgresql.conf with what it includes, then postgresql.auto.conf of the data directory. */
export const postgresql: ServerReader = {
  server: 'PostgreSQL',
  programs: ['postgres'],
  async read({ files, process: { argv, environment } }) {
    const data = optionOf(argv, '-D') ?? environment['PGDATA'];
    const named = argv.map((word) => /^(?:-c|--)?config_file=(.*)$/s.exec(word)?.[1]).findLast((file) => file);
    const main = named ?? (data === undefined ? undefined : `${data}/postgresql.conf`);
    if (main === undefined) throw new UnreadConfiguration('its data directory is not on its command line');
    const texts = await withIncludes(await textOf(files, main), { files, budget: newBudget() });
    const directory = data ?? dataDirectoryIn(texts);
    const automatic = directory === undefined ? [] : await ifThere(files, `${directory}/postgresql.auto.conf`);
    return postgresqlGroups([...texts, ...automatic], argv);
  },
};

interface Reading {
  readonly files: FileView;
  readonly budget: Budget;
}

/**
 * The file, then those that it includes. What stands behind an include in the same file would count after it: such a file is cut
 * into the parts before and behind.
 */
async function withIncludes(
  { file, text }: ConfigurationText,
  reading: Reading,
): Promise<readonly ConfigurationText[]> {
  spend(reading.budget);
  const lines = text.split('\n');
  const parts: ConfigurationText[] = [];
  let from = 0;
  for (const { name, value, line } of readPostgresqlFile(text)) {
    const included = await includedBy(name, below(directoryOf(file), value), reading.files);
    if (included === undefined) continue;
    parts.push(partOf(file, lines, { from, to: line }));
    from = line;
    for (const each of included) parts.push(...(await withIncludes(each, reading)));
  }
  return [...parts, partOf(file, lines, { from, to: lines.length })];
}

async function includedBy(
  name: string,
  path: string,
  files: FileView,
): Promise<readonly ConfigurationText[] | undefined> {
  if (name === 'include') return [await textOf(files, path)];
  if (name === 'include_if_exists') return ifThere(files, path);
  if (name !== 'include_dir') return undefined;
  return Promise.all((await filesBy(files, `${path}/*.conf`)).map((each) => textOf(files, each)));
}

async function ifThere(files: FileView, path: string): Promise<readonly ConfigurationText[]> {
  const entry = await files.follow(targetPath(path));
  return entry.state === 'absent' ? [] : [await textOf(files, path)];
}

function dataDirectoryIn(texts: readonly ConfigurationText[]): string | undefined {
  return texts.flatMap(({ text }) => readPostgresqlFile(text)).findLast(({ name }) => name === 'data_directory')?.value;
}
