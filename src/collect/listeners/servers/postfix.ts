import { postfixGroups } from '../../../codec/servers/postfix-groups.ts';
import { optionOf, type ServerReader, textOf } from './texts.ts';

/** Postfix: main.cf and master.cf of the directory that `-c` or MAIL_CONFIG names. */
export const postfix: ServerReader = {
  server: 'Postfix',
  programs: ['master', 'smtpd'],
  within: '/postfix/',
  async read({ files, process: { argv, environment }, place }) {
    const directory = optionOf(argv, '-c') ?? environment['MAIL_CONFIG'] ?? '/etc/postfix';
    const main = await textOf(files, `${directory}/main.cf`);
    return postfixGroups({ main, master: await textOf(files, `${directory}/master.cf`) }, place);
  },
};
