import type { ConfigurationText } from '../../../codec/servers/configured-groups.ts';
import { dovecotGroups, dovecotIncludes } from '../../../codec/servers/dovecot-groups.ts';
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

/** Dovecot: dovecot.conf, or the file that `-c` names, with what it includes. */
export const dovecot: ServerReader = {
  server: 'Dovecot',
  programs: ['dovecot', 'imap-login', 'pop3-login', 'managesieve-login', 'submission-login', 'lmtp'],
  async read({ files, process: { argv } }) {
    const main = await textOf(files, optionOf(argv, '-c') ?? '/etc/dovecot/dovecot.conf');
    return dovecotGroups(await withIncludes(main, { files, budget: newBudget() }));
  },
};

async function withIncludes(
  { file, text }: ConfigurationText,
  reading: { readonly files: FileView; readonly budget: Budget },
): Promise<readonly ConfigurationText[]> {
  spend(reading.budget);
  const lines = text.split('\n');
  const texts: ConfigurationText[] = [];
  let from = 0;
  for (const { pattern, mayLack, line } of dovecotIncludes(text)) {
    texts.push(partOf(file, lines, { from, to: line }));
    from = line;
    const path = below(directoryOf(file), pattern);
    const found = await filesBy(reading.files, path);
    if (found.length === 0 && !mayLack && !/[*?[]/.test(path)) throw new UnreadConfiguration(`there is no ${path}`);
    for (const each of found) texts.push(...(await withIncludes(await textOf(reading.files, each), reading)));
  }
  return [...texts, partOf(file, lines, { from, to: lines.length })];
}
