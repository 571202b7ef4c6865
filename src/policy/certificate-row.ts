import { readPlainYaml } from './plain-yaml.ts';
import { confidences, type IsoDate, PolicyError } from './profile.ts';
import { readTree } from './read-tree.ts';
import {
  atLeastOne,
  counting,
  day,
  listOf,
  nullOr,
  oneOf,
  readShaped,
  record,
  type Shape,
  text,
  textLike,
} from './yaml-shape.ts';

/** What one file of policies/cmvp says. */
export interface RegisterRows {
  readonly certificates: readonly CertificateRow[];
  readonly inProcess: readonly InProcessRow[];
  /** Builds of which it is known that no certificate names them. */
  readonly uncovered: readonly SearchedRow[];
  /** Modules for which a search found nothing: says what was searched, decides nothing. */
  readonly nothingFound: readonly SearchedRow[];
}

/** One certificate and the exact builds that it names. Several rows may name one build, one row several. */
export interface CertificateRow extends Sourced, Keyed {
  readonly number: number;
  readonly vendor: string;
  /** As the certificate's page calls it. */
  readonly module: string;
  /** `source`: the certificate covers a source release that its user builds, so that the string does not prove the bytes. */
  readonly form: 'binary' | 'source';
  readonly standard: 'FIPS 140-2' | 'FIPS 140-3';
  readonly level: number;
  readonly validated: IsoDate | null;
  readonly sunset: IsoDate | null;
  /** The first day on the Historical list, for a reason other than the end of FIPS 140-2. */
  readonly historical: IsoDate | null;
  readonly revoked: IsoDate | null;
  readonly interim: boolean;
  readonly caveat: string | null;
  /** The tested systems; null: not on our copy. */
  readonly environments: readonly Environment[] | null;
  /** Post-quantum algorithms and hybrids that the certificate lists. */
  readonly postQuantum: readonly string[];
  /** Services of the module that are not approved by its security policy; null: not on our copy. */
  readonly notApproved: readonly string[] | null;
  /** Algorithms that its users may expect and that lie outside its boundary; null: not on our copy. */
  readonly boundaryExcludes: readonly string[] | null;
  /** Packages that brought it, for people: nothing is joined by them. */
  readonly packages: readonly string[];
  readonly supersededBy: number | null;
  /** Systems that ship a rebuilt, patched module under the same name and version. */
  readonly rebuiltOn: readonly string[];
}

/** A submission: neither a certificate nor a promise of one. */
export interface InProcessRow extends Sourced, Keyed {
  readonly vendor: string;
  readonly module: string;
  readonly standard: 'FIPS 140-3';
  readonly state: string;
}

/** What is known of builds without a certificate; a build may end in `*`. */
export interface SearchedRow extends Sourced, Keyed {
  /** Only on the system with this ID in os-release; null: anywhere. */
  readonly os: string | null;
  readonly words: string;
}

/** A system on which a module was tested, by os-release's ID and VERSION_ID (`9` stands for 9.x too). */
export interface Environment {
  readonly os: string;
  readonly version: string;
  /** As `uname -m` says; null: not on our copy. */
  readonly arch: readonly string[] | null;
  /** Processors and machines, in the certificate's words. */
  readonly on: string | null;
}

interface Sourced {
  readonly source: string;
  readonly asOf: IsoDate;
  readonly confidence: 'H' | 'M' | 'L';
}

interface Keyed {
  /** What the module calls itself; empty where the build string alone tells. */
  readonly names: readonly string[];
  /** The exact strings inside the module; empty where they are not known, so that the row never matches. */
  readonly builds: readonly string[];
}

/** A file of the user's own for the register. */
export interface OwnRegister {
  /** `register`: nothing else counts; `rows`: its certificates stand in for those of the same number. */
  readonly replaces: 'register' | 'rows';
  readonly rows: RegisterRows;
  /** The day of its newest row. */
  readonly newest: IsoDate;
}

/** Reads a file of the user's own, in any YAML. @throws PolicyError with the line and column of every mistake */
export async function readOwnRegister(content: string, name: string): Promise<OwnRegister> {
  const { replaces = 'rows', ...given } = readShaped(await readTree(content), name, ownShape);
  const rows = { ...NO_ROWS, ...given };
  const days = Object.values(rows).flatMap((each) => each.map(({ asOf }) => asOf));
  const [newest] = days.toSorted().toReversed();
  if (newest === undefined)
    throw new PolicyError(`${name}:1:1: it has no row\nWrite at least one, as docs/REGISTER.md says.`);
  return { replaces, rows, newest };
}

/** Reads one file of the register, which is written in plain YAML. @throws PolicyError with the line and column of every mistake */
export function readRegisterRows(content: string, name: string): RegisterRows {
  return { ...NO_ROWS, ...readShaped(readPlainYaml(content), name, fileShape) };
}

/** A plain version such as 3.1.2 is anybody's; only a string with something of its vendor in it stands without a name. */
function distinct<T extends Keyed>(shape: Shape<T>): Shape<T> {
  return (node, report) => {
    const row = shape(node, report);
    const bare = row?.names.length === 0 ? row.builds.find((build) => /^\d+(\.\d+)*$/.test(build)) : undefined;
    if (bare !== undefined)
      report({ at: { line: node.line, column: node.column }, what: `build ${bare} needs a name beside it` });
    return row;
  };
}

const sourced = { source: text, asOf: day, confidence: oneOf(confidences) };
const build = textLike(/^[^\s*]+$/, 'an exact build in quotation marks');
const keyed = { names: listOf(text), builds: listOf(build) };
const yesOrNo: Shape<boolean> = (node, report) => {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  report({ at: { line: node.line, column: node.column }, what: 'wants true or false' });
  return undefined;
};

const environment = record({
  os: text,
  version: textLike(/^\d+(\.\d+)*$/, 'a version in quotation marks'),
  arch: nullOr(atLeastOne(oneOf(['aarch64', 'ppc64le', 's390x', 'x86_64']))),
  on: nullOr(text),
});

const certificateMembers = record(
  {
    number: counting,
    vendor: text,
    module: text,
    ...keyed,
    standard: oneOf(['FIPS 140-2', 'FIPS 140-3']),
    validated: nullOr(day),
    sunset: nullOr(day),
    ...sourced,
  },
  {
    form: oneOf(['binary', 'source']),
    level: counting,
    historical: day,
    revoked: day,
    interim: yesOrNo,
    caveat: text,
    environments: atLeastOne(environment),
    postQuantum: listOf(text),
    notApproved: listOf(text),
    boundaryExcludes: listOf(text),
    packages: listOf(text),
    supersededBy: counting,
    rebuiltOn: listOf(text),
  },
);

const certificate: Shape<CertificateRow> = (node, report) => {
  const row = certificateMembers(node, report);
  if (row === undefined) return undefined;
  return {
    form: 'binary',
    level: 1,
    historical: null,
    revoked: null,
    interim: false,
    caveat: null,
    environments: null,
    postQuantum: [],
    notApproved: null,
    boundaryExcludes: null,
    packages: [],
    supersededBy: null,
    rebuiltOn: [],
    ...row,
  };
};

const inProcess = record({
  vendor: text,
  module: text,
  ...keyed,
  standard: oneOf(['FIPS 140-3']),
  state: text,
  ...sourced,
});

const searchedMembers = record(
  {
    names: listOf(text),
    builds: listOf(textLike(/^[^\s*]*\*?$/, 'a build, or the beginning of one and *')),
    words: text,
    ...sourced,
  },
  { os: text },
);

const searched: Shape<SearchedRow> = (node, report) => {
  const row = searchedMembers(node, report);
  return row === undefined ? undefined : { os: null, ...row };
};

const lists = {
  certificates: listOf(distinct(certificate)),
  inProcess: listOf(distinct(inProcess)),
  uncovered: listOf(searched),
  nothingFound: listOf(searched),
};
const fileShape = record({}, lists);
const ownShape = record({}, { replaces: oneOf(['register', 'rows']), ...lists });
const NO_ROWS: RegisterRows = { certificates: [], inProcess: [], uncovered: [], nothingFound: [] };
