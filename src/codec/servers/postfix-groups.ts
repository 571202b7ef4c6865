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
 * What Postfix's SMTP server would use: `tls_eecdh_auto_curves`, from main.cf or `-o` of the service in master.cf, else a list that
 * is built into Postfix. Before 3.6 `smtpd_tls_eecdh_grade` can name one curve instead; from then on it is ignored. The last of
 * several lines counts; names of unknown groups are left out of the list. Source: postconf(5), master(5), src/tls/tls_dh.c of 3.5.
 * @param version `3.10.13`; undefined: which Postfix runs is not known
 */
export function postfixGroups(
  { main, master }: PostfixFiles,
  { port }: ListenerPlace,
  version: string | undefined,
): ConfiguredGroups {
  if (master === null) return unknownGroups('master.cf, which may set other groups for this service, was not read');
  const settings = new Map([...mainSettings(main), ...serviceSettings(master, port)]);
  return byGrade(settings, version) ?? byList(settings);
}

/** Undefined: the grade is `auto`, or comes to the same. */
function byGrade(settings: ReadonlyMap<string, Setting>, version: string | undefined): ConfiguredGroups | undefined {
  const grade = settings.get(GRADE);
  if (grade === undefined || grade.written === 'auto') return undefined;
  const { written, place } = grade;
  if (version === undefined)
    return unknownGroups(`${GRADE} counts before Postfix 3.6 alone, and which runs is not known`);
  if (!isBefore(version, 6) || (written === 'none' && !isBefore(version, 4))) return undefined;
  const built = BUILT_IN.get(written);
  if (built === undefined)
    return unknownGroups(`${GRADE} ${written}: what Postfix ${version} makes of it is not known`);
  const meaning = settings.get(`tls_eecdh_${written}_curve`)?.written ?? built;
  return meaning.includes('$')
    ? unknownGroups(`tls_eecdh_${written}_curve refers to another parameter`)
    : { told: 'set', setting: GRADE, written, place, meaning };
}

function byList(settings: ReadonlyMap<string, Setting>): ConfiguredGroups {
  const curves = settings.get(CURVES);
  if (curves === undefined) return { told: 'left', to: 'server' };
  if (curves.written.includes('$')) return unknownGroups(`${CURVES} refers to another parameter`);
  // An empty list leaves the finite fields of tls_ffdhe_auto_groups alone.
  const written = curves.written.split(/[\s,]+/).join(' ');
  return { told: 'set', setting: CURVES, written, place: curves.place };
}

/** The version that each program of Postfix carries in a stamp. Source: src/global/mail_version.h. */
export function postfixVersion(program: Uint8Array): string | undefined {
  const bytes = Buffer.from(program.buffer, program.byteOffset, program.byteLength);
  const at = bytes.indexOf(STAMP);
  const text = at === -1 ? '' : bytes.toString('latin1', at + STAMP.length, at + STAMP.length + LONGEST_VERSION);
  return /^\d{1,4}\.\d{1,4}[\w.-]*(?=\0)/.exec(text)?.[0];
}

function isBefore(version: string, minor: number): boolean {
  const [major = 0, own = 0] = version.split(/[.-]/).map(Number);
  return major < 3 || (major === 3 && own < minor);
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
/** Where tls_eecdh_strong_curve or tls_eecdh_ultra_curve does not say otherwise. */
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['strong', 'prime256v1'],
  ['ultra', 'secp384r1'],
]);
const STAMP = 'mail_version=';
const LONGEST_VERSION = 64;
const SERVICES: ReadonlyMap<string, number> = new Map([
  ['smtp', 25],
  ['smtps', 465],
  ['submission', 587],
  ['submissions', 465],
]);
const LONGEST = 1024 * 1024;
