import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { collectors, fileCollectors } from '../src/collect/index.ts';
import { licenceTexts, runtimePackages } from './runtime-packages.ts';

/** `npm run build`: the publishable package in dist: a bundle split at the lazy imports, the policies, the test vectors, and the launcher. */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const collect = join(root, 'src/collect');

/**
 * yargs measures its help text with string-width, whose tables of Unicode properties and segmenter cost 50 ms at every start,
 * whatever the command. The help text is ASCII: its width is its length.
 */
const plainWidth: Plugin = {
  name: 'plain-width',
  setup(bundle) {
    bundle.onResolve({ filter: /^string-width$/ }, () => ({ path: 'string-width', namespace: 'plain-width' }));
    bundle.onLoad({ filter: /.*/, namespace: 'plain-width' }, () => ({
      contents: 'export default (text) => String(text).replace(/\\u001b\\[[0-9;]*m/g, "").length;',
    }));
  },
};

/** Before a command's work begins, yargs writes its help text, 7 ms, to show it should the work fail: ours says itself what is wrong. */
const noHelpAhead: Plugin = {
  name: 'no-help-ahead',
  setup(bundle) {
    bundle.onLoad({ filter: /\/yargs\/build\/lib\/command\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const ahead = 'yargs.getInternalMethods().getUsageInstance().cacheHelpMessage();';
      if (text.split(ahead).length !== 2) throw new Error(`${path}: no such line, or several: ${ahead}`);
      return { contents: text.replace(ahead, '') };
    });
  },
};

/**
 * Collectors that need the same views are loaded for the same targets: one file of the bundle for all of them, where each by itself,
 * and what every few of them share, would be thirty files more to open.
 */
const together: Plugin = {
  name: 'together',
  setup(bundle) {
    const walked = fileCollectors.map(({ id }) => [id, 'walked'] as const);
    const groups = new Map([...collectors.map(({ id, needs }) => [id, needs.join('+')] as const), ...walked]);
    bundle.onResolve({ filter: /^\.\/[a-z-]+\.ts$/ }, ({ path, kind, importer }) => {
      const group = groups.get(path.slice(2, -3));
      if (kind !== 'dynamic-import' || importer !== join(collect, 'index.ts') || group === undefined) return undefined;
      return { path: group, namespace: 'together' };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'together' }, ({ path }) => ({
      contents: [...groups]
        .flatMap(([id, group]) => (group === path ? [`export * from './${id}.ts';`] : []))
        .join('\n'),
      resolveDir: collect,
    }));
  },
};

await rm(dist, { recursive: true, force: true });
await build({
  entryPoints: { main: join(root, 'src/cli/main.ts') },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: true,
  keepNames: false,
  legalComments: 'linked',
  plugins: [plainWidth, noHelpAhead, together],
  // Packages that are still CommonJS inside (yargs' dependencies) ask for require.
  banner: {
    js: "import{createRequire as pqreadyRequire}from'node:module';const require=pqreadyRequire(import.meta.url);",
  },
});
await mkdir(join(dist, 'policies'), { recursive: true });
await cp(join(root, 'policies'), join(dist, 'policies'), { recursive: true });
await cp(join(root, 'test-vectors'), join(dist, 'test-vectors'), { recursive: true });
await cp(join(root, 'docs/pqready.1'), join(dist, 'pqready.1'));
await writeFile(join(dist, 'LICENSES.txt'), licenceTexts(runtimePackages(root)));
await writeFile(join(dist, 'pqready'), launcher());
await chmod(join(dist, 'pqready'), 0o755);

/**
 * The inspected host's own settings must neither break nor steer the scanner: Node reads its nodejs_conf section from
 * openssl.cnf and obeys NODE_OPTIONS, so both are set aside before it starts. Small semi-spaces (MiB) keep a scan of a long list
 * below 200 MB: with larger ones, what dies young is promoted first, and the heap grows before it is looked through. From 64 MiB on
 * the heap is looked through whenever it has doubled, where V8 would let it grow to four times its size. Few arenas (glibc) keep
 * what was freed from lying about in many places.
 */
function launcher(): string {
  return `#!/bin/sh
self=$(readlink -f "$0")
unset NODE_OPTIONS NODE_EXTRA_CA_CERTS OPENSSL_MODULES SSL_CERT_FILE SSL_CERT_DIR
MALLOC_ARENA_MAX=2 OPENSSL_CONF=/dev/null exec node --max-semi-space-size=8 --initial-old-space-size=64 --heap-growing-percent=100 "\${self%/*}/main.js" "$@"
`;
}
