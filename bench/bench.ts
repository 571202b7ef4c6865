import { readdirSync } from 'node:fs';

/**
 * `npm run bench -- NAME [ARGUMENT...]`: one measurement of this folder; the file's own words say what it takes. Each prints its
 * figures beside its goals and ends with 1 when one is missed.
 */
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'bench.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

const [name = 'host'] = process.argv.splice(2, 1);
if (benches.includes(name)) await import(`./${name}.ts`);
else {
  console.error(`bench ${name}: no such measurement\nThere are ${benches.join(', ')}.`);
  process.exitCode = 2;
}
