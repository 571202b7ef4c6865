import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { type RuntimePackage, runtimePackages } from './runtime-packages.ts';

/**
 * `npm run -s sbom`: a CycloneDX bill of materials of what is published, the same for the same lock file. `npm sbom --omit dev`
 * leaves out packages that a development dependency wants as well (npm 11.19: yaml, signal-exit), so the lock file is read here.
 */
const packages = runtimePackages(join(import.meta.dirname, '..'));
const { name, version, description, license } = packageJson;
const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: {
      ...{ type: 'application', 'bom-ref': `${name}@${version}`, name, version, description },
      ...{ licenses: [{ license: { id: license } }], purl: `pkg:npm/${name}@${version}` },
    },
  },
  components: packages.map(component),
  dependencies: [
    { ref: `${name}@${version}`, dependsOn: packages.filter(({ isDirect }) => isDirect).map(refOf) },
    ...packages.map((each) => ({ ref: refOf(each), dependsOn: each.wants })),
  ],
};
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);

function component(each: RuntimePackage): object {
  const isExpression = each.licence.includes(' ');
  return {
    type: 'library',
    'bom-ref': refOf(each),
    name: each.name,
    version: each.version,
    scope: 'required',
    hashes: [{ alg: 'SHA-512', content: each.sha512 }],
    licenses: [isExpression ? { expression: each.licence } : { license: { id: each.licence } }],
    // Source: package-url, npm: the @ of a scope is written %40.
    purl: `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`,
  };
}

function refOf(each: RuntimePackage): string {
  return `${each.name}@${each.version}`;
}
