import { type ApacheLine, apacheGroups, readApacheFile } from '../../../codec/servers/apache-groups.ts';
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

/** Apache: apache2.conf (Debian) or httpd.conf, or the file that `-f` names, with what it includes below its ServerRoot. */
export const apache: ServerReader = {
  server: 'Apache',
  programs: ['apache2', 'httpd'],
  async read({ files, process: { argv }, place }) {
    const [program = ''] = argv;
    const isDebian = program.endsWith('apache2');
    const root = optionOf(argv, '-d') ?? (isDebian ? '/etc/apache2' : '/etc/httpd');
    const main = below(root, optionOf(argv, '-f') ?? (isDebian ? 'apache2.conf' : 'conf/httpd.conf'));
    return apacheGroups(await readWhole(main, { files, root, budget: newBudget() }), place);
  },
};

interface Reading {
  readonly files: FileView;
  readonly root: string;
  readonly budget: Budget;
}

type PlacedLine = ApacheLine & { readonly file: string };

async function readWhole(file: string, reading: Reading): Promise<readonly PlacedLine[]> {
  spend(reading.budget);
  const { text } = await textOf(reading.files, file);
  const whole: PlacedLine[] = [];
  for (const line of readApacheFile(text)) {
    const [pattern = ''] = line.arguments;
    if (line.name !== 'include' && line.name !== 'includeoptional') whole.push({ ...line, file });
    else if (pattern.includes('$')) throw new UnreadConfiguration(`${file}:${line.line}: includes by a variable`);
    else
      for (const each of await filesBy(reading.files, patternOf(below(reading.root, pattern))))
        whole.push(...(await readWhole(each, reading)));
  }
  return whole;
}

/** A directory stands for all files in it. */
function patternOf(path: string): string {
  return path.endsWith('/') ? `${directoryOf(path)}/*` : path;
}
