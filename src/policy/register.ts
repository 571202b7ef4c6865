import {
  type CertificateRow,
  type Environment,
  type InProcessRow,
  type OwnRegister,
  type RegisterRows,
  readRegisterRows,
} from './certificate-row.ts';
import { type CertificateStatus, recheckOn, statusOn } from './certificate-status.ts';
import { buildOf, type ModuleOnSystem, namesBuild, upstreamVersion } from './module-on-system.ts';
import type { IsoDate } from './profile.ts';

/** The CMVP register: files that are read when a module asks for them, since reading all takes longer than a scan. */
export interface Register {
  readonly files: readonly RegisterFile[];
  /** The day of its newest row. */
  readonly asOf: IsoDate;
  /** Rows of a file of the user's own, which stand before those of the same number. */
  readonly own?: OwnRegister;
}

interface RegisterFile {
  /** In lower case, to look for names in. */
  readonly text: string;
  /** @throws PolicyError on a mistake in the file */
  readonly rows: () => RegisterRows;
}

/** What a certificate says of a module on a day: facts/values.ts has the same shape as `ModuleCertificate`. */
export interface Certificate {
  /** null: in process, no number yet. */
  readonly number: number | null;
  readonly module: string;
  readonly form: 'binary' | 'source';
  readonly standard: 'FIPS 140-2' | 'FIPS 140-3';
  readonly status: CertificateStatus;
  readonly sunset: string | null;
  readonly environmentListed: 'yes' | 'no' | 'unknown';
  /** Post-quantum algorithms and hybrids that it lists. */
  readonly algorithms: readonly string[];
  /** Services that the security policy calls not approved; null: not on our copy. */
  readonly notApproved: readonly string[] | null;
  readonly caveat: string | null;
  readonly supersededBy: number | null;
  readonly recheck: string | null;
  readonly asOf: string;
  readonly source: string;
  readonly confidence: 'H' | 'M' | 'L';
}

/**
 * Takes the register's files; each is read at the first module that it could concern.
 * @param own rows of the user's own: they replace the register, or in it the certificates of the same number
 */
export function readRegister(
  texts: readonly { readonly name: string; readonly text: string }[],
  own?: OwnRegister,
): Register {
  if (own?.replaces === 'register') return { files: [], own, asOf: own.newest };
  const files = texts.map(({ name, text }) => {
    let rows: RegisterRows | undefined;
    return {
      text: text.toLowerCase(),
      rows: () => {
        rows ??= readRegisterRows(text, name);
        return rows;
      },
    };
  });
  const days = texts.flatMap(({ text }) =>
    [...text.matchAll(/^ *asOf: "?(\d{4}-\d{2}-\d{2})/gm)].map(([, day = '']) => day),
  );
  const newest = [...days, own?.newest ?? ''].reduce((left, right) => (left > right ? left : right), NEVER);
  // Ten digits of a day, which the reader of the rows would have checked.
  return { files, asOf: newest as IsoDate, ...(own === undefined ? {} : { own }) };
}

/** Every row of every file. @throws PolicyError on a mistake in any */
export function allRows(register: Register): RegisterRows {
  return joinRows(register.files, register.own);
}

/**
 * The certificate that names this exact build under this name, as on a day; of several the one in the best standing.
 * null: none is known; `explainAbsence` says more.
 * @param lookedAt the day on which our copy is used, where that is not the day that is judged
 */
export function findCertificate(
  register: Register,
  module: ModuleOnSystem,
  asOf: IsoDate,
  lookedAt = asOf,
): Certificate | null {
  const { certificates, inProcess } = rowsFor(register, module);
  const found = certificates
    .filter((row) => namesBuild(row, module) && !row.rebuiltOn.includes(module.os?.id ?? ''))
    .flatMap((row) => {
      const status = statusOn(row, asOf, lookedAt);
      return status === null ? [] : [certificateOf(row, status, module, asOf)];
    })
    .toSorted((left, right) => standing(left) - standing(right) || (right.number ?? 0) - (left.number ?? 0));
  const submitted = inProcess.find((row) => namesBuild(row, module));
  return found[0] ?? (submitted === undefined ? null : submissionOf(submitted, asOf));
}

/** The rows of every file that can concern a module. */
export function rowsFor(register: Register, module: ModuleOnSystem): RegisterRows {
  return joinRows(filesFor(register, module), register.own);
}

/** A file can concern a module only where it holds the module's name, build or upstream version, or its system. */
function filesFor({ files }: Register, module: ModuleOnSystem): readonly RegisterFile[] {
  const keys = [module.name, buildOf(module), upstreamVersion(module), module.os?.id]
    .filter((key) => key != null && key !== '')
    .map((key) => `${key}`.toLowerCase());
  return files.filter(({ text }) => keys.some((key) => text.includes(key)));
}

function joinRows(files: readonly RegisterFile[], own: OwnRegister | undefined): RegisterRows {
  const shipped = files.map((file) => file.rows());
  const replaced = new Set(own?.rows.certificates.map(({ number }) => number));
  const all = own === undefined ? shipped : [own.rows, ...shipped];
  return {
    certificates: all.flatMap((rows) =>
      rows === own?.rows ? rows.certificates : rows.certificates.filter(({ number }) => !replaced.has(number)),
    ),
    inProcess: all.flatMap((rows) => rows.inProcess),
    uncovered: all.flatMap((rows) => rows.uncovered),
    nothingFound: all.flatMap((rows) => rows.nothingFound),
  };
}

function certificateOf(
  row: CertificateRow,
  status: CertificateStatus,
  module: ModuleOnSystem,
  asOf: IsoDate,
): Certificate {
  const { number, form, standard, sunset, notApproved, caveat, supersededBy, source, confidence } = row;
  return {
    number,
    module: row.module,
    form,
    standard,
    status,
    sunset,
    environmentListed: isListed(row.environments, module),
    algorithms: row.postQuantum,
    notApproved,
    caveat,
    supersededBy,
    recheck: recheckOn(row, asOf),
    asOf: row.asOf,
    source,
    confidence,
  };
}

function submissionOf(row: InProcessRow, asOf: IsoDate): Certificate {
  return {
    number: null,
    module: row.module,
    form: 'source',
    standard: row.standard,
    status: 'in-process',
    sunset: null,
    environmentListed: 'unknown',
    algorithms: [],
    notApproved: null,
    caveat: row.state,
    supersededBy: null,
    recheck: recheckOn(row, asOf),
    asOf: row.asOf,
    source: row.source,
    confidence: row.confidence,
  };
}

function isListed(environments: readonly Environment[] | null, { os, arch }: ModuleOnSystem): 'yes' | 'no' | 'unknown' {
  if (environments === null || os?.versionId == null) return 'unknown';
  const version = os.versionId;
  const here = environments.filter(
    (each) => each.os === os.id && (version === each.version || version.startsWith(`${each.version}.`)),
  );
  if (here.length === 0) return 'no';
  const machine = arch == null ? undefined : (MACHINES[arch] ?? arch);
  if (machine === undefined) return 'unknown';
  if (here.some((each) => each.arch?.some((listed) => listed === machine))) return 'yes';
  return here.some((each) => each.arch === null) ? 'unknown' : 'no';
}

function standing({ status }: Certificate): number {
  return STANDINGS.indexOf(status);
}

const NEVER = '0001-01-01';
const STANDINGS: readonly CertificateStatus[] = [
  'active',
  'copy-too-old',
  'sunset-passed-on-our-copy',
  'in-process',
  'historical',
  'revoked',
];
// Debian's and Alpine's names of what the kernel calls otherwise.
const MACHINES: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64', ppc64el: 'ppc64le' };
