/** A module that a program was built of. */
export interface GoDependency {
  readonly path: string;
  readonly version: string;
}

/** What the go command wrote down: modules and build settings. Source: Go runtime/debug, mod.go. */
export interface GoModuleInfo {
  /** The path of the main package: `github.com/evanw/esbuild/cmd/esbuild`. */
  readonly path: string | null;
  readonly main: GoDependency | null;
  /** A replaced module stands under the path that replaces it. */
  readonly dependencies: readonly GoDependency[];
  /** `GOFIPS140`, `DefaultGODEBUG`, `CGO_ENABLED`, `-tags` and the like. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Reads the lines of a program's module information. Lines that are not known are passed over. */
export function readGoModuleInfo(text: string): GoModuleInfo {
  let path: string | null = null;
  let main: GoDependency | null = null;
  const dependencies: GoDependency[] = [];
  const settings = new Map<string, string>();
  for (const line of unframed(text).split('\n').slice(0, MOST_LINES)) {
    const [kind, first = '', second = ''] = line.split('\t');
    if (kind === 'path') path = first;
    else if (kind === 'mod') main = { path: first, version: second };
    else if (kind === 'dep') dependencies.push({ path: first, version: second });
    else if (kind === '=>' && dependencies.length > 0) dependencies.splice(-1, 1, { path: first, version: second });
    else if (kind === 'build') addSetting(settings, line.slice('build\t'.length));
  }
  return { path, main, dependencies, settings };
}

/** The linker frames the text with 16 bytes on each side. Source: Go cmd/go/internal/modload/build.go, infoStart and infoEnd. */
function unframed(text: string): string {
  const framed = text.length >= 33 && text.at(-17) === '\n';
  return framed ? text.slice(16, -16) : text;
}

/** `GOARCH=amd64`, or with either side quoted as a Go string. */
function addSetting(settings: Map<string, string>, text: string): void {
  const at = text.startsWith('"') || text.startsWith('`') ? text.indexOf('=', closingQuote(text)) : text.indexOf('=');
  if (at <= 0) return;
  settings.set(unquoted(text.slice(0, at)), unquoted(text.slice(at + 1)));
}

function closingQuote(text: string): number {
  const end = text.indexOf(text.charAt(0), 1);
  return end === -1 ? text.length : end;
}

function unquoted(text: string): string {
  if (text.startsWith('`') && text.endsWith('`') && text.length > 1) return text.slice(1, -1);
  if (!(text.startsWith('"') && text.endsWith('"')) || text.length < 2) return text;
  return text.slice(1, -1).replace(/\\(["\\nt])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };
const MOST_LINES = 20_000;
