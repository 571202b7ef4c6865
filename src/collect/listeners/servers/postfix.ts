import { postfixGroups, postfixVersion } from '../../../codec/servers/postfix-groups.ts';
import { targetPath } from '../../../facts/locator.ts';
import { optionOf, type ServerReader, textOf } from './texts.ts';

/** Postfix: main.cf and master.cf of the directory that `-c` or MAIL_CONFIG names; which Postfix it is, the program itself says. */
export const postfix: ServerReader = {
  server: 'Postfix',
  programs: ['master', 'smtpd'],
  within: '/postfix/',
  async read({ files, program, process: { argv, environment }, place }) {
    const directory = optionOf(argv, '-c') ?? environment['MAIL_CONFIG'] ?? '/etc/postfix';
    const main = await textOf(files, `${directory}/main.cf`);
    const master = await textOf(files, `${directory}/master.cf`);
    const stamped = program === null ? undefined : await files.read(targetPath(program), LARGEST_PROGRAM);
    return postfixGroups(
      { main, master },
      place,
      stamped?.state === 'seen' ? postfixVersion(stamped.value) : undefined,
    );
  },
};

const LARGEST_PROGRAM = 4 * 1024 * 1024;
