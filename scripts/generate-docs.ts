import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { collectors, fileCollectors } from '../src/collect/index.ts';
import { readProfile } from '../src/policy/read-profile.ts';
import { rules } from '../src/rules/index.ts';
import { readAssets, readProfileAsset } from '../src/target/assets.ts';
import { manPage } from './man-page.ts';
import { dependenciesPage, runtimePackages } from './runtime-packages.ts';
import { sampleReport } from './sample-report.ts';

/** Documents that follow from the sources. Writes them; with --check it changes nothing and names those that are out of date. */
const root = join(import.meta.dirname, '..');
const checking = process.argv.includes('--check');

const documents: readonly (readonly [path: string, text: string])[] = [
  ['docs/schema/pqready.report-1.json', schemaOf('src/report/document.ts', 'ReportDocument')],
  ['docs/schema/pqready.diff-1.json', schemaOf('src/report/diff/document.ts', 'DiffDocument')],
  ['docs/CATALOGUE.md', await catalogue()],
  ['docs/DEPENDENCIES.md', dependenciesPage(runtimePackages(root))],
  ['docs/pqready.1', manPage()],
  ['README.md', await readme()],
];

const stale = documents.filter(([path, text]) => current(path) !== text);
for (const [path, text] of stale) {
  if (checking) process.stderr.write(`${path} is out of date: node scripts/generate-docs.ts writes it\n`);
  else write(path, text);
}
process.exitCode = checking && stale.length > 0 ? 1 : 0;

function schemaOf(path: string, type: string): string {
  const generator = createGenerator({
    path: join(root, path),
    tsconfig: join(root, 'tsconfig.json'),
    type,
    skipTypeCheck: true,
    additionalProperties: true,
  });
  return `${JSON.stringify(generator.createSchema(type), null, 2)}\n`;
}

async function catalogue(): Promise<string> {
  const profiles = await Promise.all(
    (await readAssets('policies')).map(({ text, name }) => readProfile(text, name, readProfileAsset)),
  );
  return [
    '# Catalogue',
    'Generated from the sources: what is looked at, what is asked, and by which profile.',
    '## Collectors',
    ...table(
      ['collector', 'needs', 'yields'],
      [
        ...(await Promise.all(collectors.map((each) => each.load()))).map(({ id, needs, yields }) => [
          id,
          needs.join(', '),
          yields.join(', '),
        ]),
        ...(await Promise.all(fileCollectors.map((each) => each.load()))).map(({ id, yields }) => [
          id,
          'files (walked)',
          yields.join(', '),
        ]),
      ].sort(([left = ''], [right = '']) => (left < right ? -1 : 1)),
    ),
    '## Rules',
    ...table(
      ['rule', 'question', 'reads'],
      rules.map(({ id, title, reads }) => [id, title, reads.join(', ')]),
    ),
    ...profiles.flatMap(({ id, title, revision, requirements }) => [
      `## Profile ${id}`,
      `${title}, revision ${revision}.`,
      ...table(
        ['requirement', 'severity', 'binding', 'confidence', 'says', 'clause'],
        requirements.map((each) => [
          each.id,
          each.severity,
          each.binding,
          each.confidence,
          each.says,
          clause(each.cites[0]),
        ]),
      ),
    ]),
    '',
  ]
    .join('\n\n')
    .replaceAll('|\n\n|', '|\n|')
    .trimEnd()
    .concat('\n');
}

function clause({ document, section }: { readonly document: string; readonly section: string }): string {
  return `${document}, ${section}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map(
    (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
}

async function readme(): Promise<string> {
  const main = join(root, 'src/cli/main.ts');
  const help = execFileSync(process.execPath, [main, 'scan', '--help'], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '100' },
  });
  const block = `<!-- help -->\n\`\`\`\n${help.trimEnd()}\n\`\`\`\n<!-- /help -->`;
  const report = `<!-- report -->\n\`\`\`\n${await sampleReport()}\n\`\`\`\n<!-- /report -->`;
  return readFileSync(join(root, 'README.md'), 'utf8')
    .replace(/<!-- help -->[\s\S]*<!-- \/help -->/, () => block)
    .replace(/<!-- report -->[\s\S]*<!-- \/report -->/, () => report);
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path} written\n`);
}
