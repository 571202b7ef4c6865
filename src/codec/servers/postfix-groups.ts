import {
  type ConfigurationPlace,
  type ConfigurationText,
  type ConfiguredGroups,
  type ListenerPlace,
  unknownGroups,
} from './configured-groups.ts';

/** The two files of Postfix; master.cf is null where it could not be read. */
export interface PostfixFiles {
  readonly main: ConfigurationText;
  readonly master: ConfigurationText | null;
}

/**
 * What Postfix's SMTP server would use: `tls_eecdh_auto_curves`, from main.cf or `-o` of the service in master.cf, where
 * `smtpd_tls_eecdh_grade` is `auto` (the default since 3.2); else a list that is built into Postfix. The last of several lines
 * counts; names of unknown groups are left out of the list. Source: postconf(5), master(5), src/tls/tls_dh.c.
 */
export function postfixGroups({ main, master }: PostfixFiles, { port }: ListenerPlace): ConfiguredGroups {
  if (master === null) return unknownGroups('master.cf, which may set other groups for this service, was not read');
  const settings = new Map([...mainSettings(main), ...serviceSettings(master, port)]);
  const grade = settings.get(GRADE);
  if (grade !== undefined && grade.written !== 'auto')
    return { told: 'set', setting: GRADE, written: grade.written, place: grade.place };
  const curves = settings.get(CURVES);
  if (curves === undefined) return { told: 'left', to: 'server' };
  if (curves.written.includes('$')) return unknownGroups(`${CURVES} refers to another parameter`);
  // An empty list leaves the finite fields of tls_ffdhe_auto_groups alone.
  const written = curves.written.split(/[\s,]+/).join(' ');
  return { told: 'set', setting: CURVES, written, place: curves.place };
}

interface Setting {
  readonly written: string;
  readonly place: ConfigurationPlace;
}

function mainSettings({ file, text }: ConfigurationText): readonly (readonly [string, Setting])[] {
  return logicalLines(text).flatMap(({ line, content }) => {
    const [, name, written = ''] = /^([^\s=]+)\s*=\s*([\s\S]*?)\s*$/.exec(content) ?? [];
    return name === undefined ? [] : [[name, { written, place: { file, line } }] as const];
  });
}

/** `-o name=value` and `-o { name = value }` of the service that listens at the port. */
function serviceSettings({ file, text }: ConfigurationText, port: number): readonly (readonly [string, Setting])[] {
  const service = logicalLines(text).find(({ content }) => {
    const [where = '', type] = content.split(/\s+/);
    const name = where.slice(where.lastIndexOf(':') + 1);
    return type === 'inet' && (name === String(port) || SERVICES.get(name) === port);
  });
  if (service === undefined) return [];
  const place = { file, line: service.line };
  return [...service.content.matchAll(/\s-o\s*(?:\{\s*([^\s=]+)\s*=\s*([^}]*?)\s*\}|([^\s=]+)=(\S*))/g)].map(
    ([, braced, long, plain, short]) => [braced ?? plain ?? '', { written: long ?? short ?? '', place }] as const,
  );
}

/** A line that begins with white space goes on with the one before; empty ones and comments end nothing. Source: postconf(5). */
function logicalLines(text: string): readonly { readonly line: number; readonly content: string }[] {
  const found: { line: number; content: string }[] = [];
  for (const [index, line] of text.slice(0, LONGEST).split('\n').entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const last = found.at(-1);
    if (/^\s/.test(line) && last !== undefined) last.content += ` ${line.trim()}`;
    else if (!/^\s/.test(line)) found.push({ line: index + 1, content: line.trimEnd() });
  }
  return found;
}

const GRADE = 'smtpd_tls_eecdh_grade';
const CURVES = 'tls_eecdh_auto_curves';
const SERVICES: ReadonlyMap<string, number> = new Map([
  ['smtp', 25],
  ['smtps', 465],
  ['submission', 587],
  ['submissions', 465],
]);
const LONGEST = 1024 * 1024;
