import { type Fact, fact } from '../facts/fact.ts';
import { evidence } from '../facts/quote.ts';
import type { Collector } from './collector.ts';
import type { PackageDatabase } from './packages/database.ts';
import { installedPackages, packageDatabasePaths } from './packages/installed.ts';

/** What is installed, by the system's own databases: how many packages there are, and each that decides cryptography. */
export const packages: Collector<'files'> = {
  id: 'packages',
  needs: ['files'],
  welcomes: [],
  yields: ['package.installed', 'package.inventory'],
  opens: packageDatabasePaths,
  async collect({ files }) {
    const { databases, gaps } = await installedPackages(files);
    return { facts: databases.flatMap(factsOf), gaps };
  },
};

function factsOf(database: PackageDatabase): readonly Fact[] {
  const { manager, path, total, relevant } = database;
  const inventory = fact(
    'package.inventory',
    manager,
    { manager, path, total, relevant: relevant.length },
    evidence({ in: 'file', path }, `${total} packages`),
  );
  const installed = relevant.map(({ record, signatures, evidence: proof }) =>
    fact('package.installed', record.name, { manager, ...record, signatures }, proof),
  );
  return [inventory, ...installed];
}
