import { describeProblem } from '../../../codec/parsed.ts';
import { type NginxDirective, readNginxFile } from '../../../codec/servers/nginx-file.ts';
import { nginxGroups, type PlacedDirective } from '../../../codec/servers/nginx-groups.ts';
import type { FileView } from '../../../target/views.ts';
import {
  type Budget,
  below,
  directoryOf,
  filesBy,
  newBudget,
  optionOf,
  type ServerReader,
  spend,
  textOf,
  UnreadConfiguration,
} from './texts.ts';

/** nginx: one file, named by `-c`, and what it includes relative to its directory. */
export const nginx: ServerReader = {
  server: 'nginx',
  programs: ['nginx'],
  async read({ files, process, place }) {
    // The master has its command line in its title: `nginx: master process /usr/sbin/nginx -c FILE`.
    const argv = process.argv.flatMap((word) => word.split(/\s+/));
    const main = below(optionOf(argv, '-p') ?? '/usr/share/nginx', optionOf(argv, '-c') ?? '/etc/nginx/nginx.conf');
    const reading = { files, prefix: directoryOf(main), budget: newBudget() };
    return nginxGroups(await readWhole(main, reading), place);
  },
};

interface Reading {
  readonly files: FileView;
  readonly prefix: string;
  readonly budget: Budget;
}

async function readWhole(file: string, reading: Reading): Promise<readonly PlacedDirective[]> {
  spend(reading.budget);
  const { text } = await textOf(reading.files, file);
  const read = readNginxFile(text);
  if (!read.ok) throw new UnreadConfiguration(`${file}: ${describeProblem(read)}`);
  return withIncludes(read.value, file, reading);
}

async function withIncludes(
  directives: readonly NginxDirective[],
  file: string,
  reading: Reading,
): Promise<readonly PlacedDirective[]> {
  const whole: PlacedDirective[] = [];
  for (const directive of directives) {
    if (directive.name === 'include' && directive.block === null) {
      const pattern = below(reading.prefix, directive.parameters[0] ?? '');
      const isPattern = /[*?[]/.test(pattern);
      for (const each of isPattern ? await filesBy(reading.files, pattern) : [pattern])
        whole.push(...(await readWhole(each, reading)));
    } else {
      const block = directive.block === null ? null : await withIncludes(directive.block, file, reading);
      whole.push({ ...directive, file, block });
    }
  }
  return whole;
}
