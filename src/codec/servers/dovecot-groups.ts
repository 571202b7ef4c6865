import { type ConfigurationText, type ConfiguredGroups, unknownGroups } from './configured-groups.ts';

/** A file that another one takes in. */
export interface DovecotInclude {
  readonly pattern: string;
  /** A file that is not there is no mistake. */
  readonly mayLack: boolean;
  /** From 1. */
  readonly line: number;
}

/** The files that a file of Dovecot takes in, in order. Source: Dovecot manual, configuration file syntax. */
export function dovecotIncludes(text: string): readonly DovecotInclude[] {
  return linesOf(text).flatMap(({ content, line }) => {
    const [, kind, pattern = ''] = /^!(include|include_try)\s+(\S+)/.exec(content) ?? [];
    return kind === undefined ? [] : [{ pattern, mayLack: kind === 'include_try', line }];
  });
}

/**
 * What Dovecot would use: `ssl_curve_list`, the last of several; empty or unset leaves it to OpenSSL. One inside a block
 * (`local`, `protocol`, `service`) holds for some listeners only, and leaves it open.
 * @param texts in the order of reading: a file is cut where it takes in another
 */
export function dovecotGroups(texts: readonly ConfigurationText[]): ConfiguredGroups {
  let depth = 0;
  const found = texts.flatMap(({ file, text }) => {
    return linesOf(text).flatMap(({ content, line }) => {
      if (content.endsWith('{')) depth += 1;
      if (content === '}') depth -= 1;
      const [, written] = /^ssl_curve_list\s*=\s*(.*)$/.exec(content) ?? [];
      return written === undefined ? [] : [{ written, place: { file, line }, inBlock: depth > 0 }];
    });
  });
  const inBlock = found.find((each) => each.inBlock);
  if (inBlock !== undefined)
    return unknownGroups(`${inBlock.place.file}:${inBlock.place.line}: ssl_curve_list holds for some listeners only`);
  const last = found.at(-1);
  if (last === undefined || last.written === '') return { told: 'left', to: 'library' };
  return { told: 'set', setting: 'ssl_curve_list', written: last.written, place: last.place };
}

function linesOf(text: string): readonly { readonly content: string; readonly line: number }[] {
  return text
    .slice(0, LONGEST)
    .split('\n')
    .flatMap((whole, index) => {
      const content = whole.replace(/(^|\s)#.*$/, '').trim();
      return content === '' ? [] : [{ content, line: index + 1 }];
    });
}

const LONGEST = 4 * 1024 * 1024;
