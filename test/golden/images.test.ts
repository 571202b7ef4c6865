import { describe, expect, it } from 'vitest';
import type { TargetReport } from '../../src/report/format.ts';
import type { ImageForm } from '../../src/target/image/open-image.ts';
import {
  archived,
  archiveOf,
  dockerSave,
  type ImagePlan,
  type LayerPlan,
  ociLayout,
  sha256,
  writeArchive,
  writeLayout,
} from '../support/image.ts';
import type { Tree } from '../support/tree.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { judgedImage } from './judged-image.ts';
import { reviewText } from './review-text.ts';

interface Form {
  readonly form: ImageForm | undefined;
  readonly write: (plan: ImagePlan) => Promise<string>;
}

/** Each form of an image; the trees take turns at them. */
const FORMS: readonly Form[] = [
  { form: 'oci-dir', write: (plan) => writeLayout(ociLayout(plan)) },
  { form: 'oci-archive', write: (plan) => writeArchive(archived(ociLayout(plan))) },
  { form: 'docker-archive', write: (plan) => writeArchive(archived(dockerSave('old', plan))) },
  { form: 'docker-archive', write: (plan) => writeArchive(archived(dockerSave('new', plan))) },
  { form: undefined, write: (plan) => writeArchive(archived(ociLayout(plan), 'gzip')) },
];

/** A lower layer with half of the tree, files that are replaced and files that are removed; an upper one with the rest. */
function layered(tree: Tree): readonly LayerPlan[] {
  const entries = Object.entries(tree);
  const upper = entries.filter((_, index) => index % 2 === 1);
  const replaced = upper.map(([path]) => [path, 'replaced by the layer above'] as const);
  const lower = {
    ...Object.fromEntries(replaced),
    ...Object.fromEntries(entries.filter((_, index) => index % 2 === 0)),
  };
  const junk = { '/etc/ssl/openssl.d/junk.cnf': 'junk', '/etc/crypto-policies/local.d/opensslcnf-junk.config': 'junk' };
  return [
    { tree: { ...junk, ...lower }, compression: 'zstd' },
    {
      tree: Object.fromEntries(upper),
      removes: Object.keys(junk)
        .map((path) => path.slice(0, path.lastIndexOf('/')))
        .filter((dir) => !entries.some(([path]) => path.startsWith(`${dir}/`))),
    },
  ];
}

const names = Object.keys(trees) as TreeName[];

describe.each(names.map((name, index) => [name, FORMS[index % FORMS.length] as Form] as const))('%s', (name, form) => {
  it('is judged as an image of two layers as it is judged as a tree', async () => {
    const path = await form.write({ layers: layered(await trees[name]()) });
    const report = await judgedImage(name, { path, form: form.form });
    // The golden of the tree, but for the word that says what was not asked.
    const text = reviewText(report).replaceAll(', not of image\n', ', not of dir\n');
    await expect(text).toMatchFileSnapshot(`reports/${name}.txt`);
  });
});

it('finds the same in every form of one image', async () => {
  const plan = { layers: layered(await trees['azure-linux-3']()) };
  const told = await Promise.all(
    FORMS.map(async ({ form, write }) => factsAndGaps(await judgedImage('image', { path: await write(plan), form }))),
  );
  for (const each of told) expect(each).toEqual(told[0]);
});

describe('the newest layer', () => {
  it('takes the FIPS module away, and nothing of it is left', async () => {
    const tree = await trees['rhel-9-certified']();
    const removes = Object.keys(tree).filter((path) => path.endsWith('/ossl-modules/fips.so'));
    const path = await writeLayout(ociLayout({ layers: [{ tree }, { removes }] }));
    const report = await judgedImage('image: the newest layer removes the FIPS module', { path, form: 'oci-dir' });
    await expect(askedOf(report)).toMatchFileSnapshot('reports/image-fips-module-removed.txt');
  });

  it('replaces the configuration, and the evidence names it', async () => {
    const tree = await trees['rhel-9-certified']();
    const upper = { tree: { '/etc/pki/tls/openssl.cnf': 'openssl_conf = none\n[none]\n' } };
    const path = await writeLayout(ociLayout({ layers: [{ tree }, upper] }));
    const report = await judgedImage('image: the newest layer replaces openssl.cnf', { path, form: 'oci-dir' });
    await expect(askedOf(report)).toMatchFileSnapshot('reports/image-configuration-replaced.txt');
    const proofs = report.facts.flatMap(({ evidence }) => evidence.map(({ at }) => at));
    const layers = new Set(
      proofs.flatMap((at) => (at.in === 'file' && at.path === '/etc/pki/tls/openssl.cnf' ? [at.layer] : [])),
    );
    expect([...layers]).toEqual([`sha256:${sha256(archiveOf(upper))}`]);
  });
});

it('reads the environment that an image gives to its processes', async () => {
  const tree = {
    ...(await trees['debian-13']()),
    '/opt/fips.cnf': 'openssl_conf = x\n[x]\nproviders = p\n[p]\nbase = b\n[b]\nactivate = 1\n',
  };
  const selected = async (...env: readonly string[]) => {
    const path = await writeLayout(ociLayout({ layers: [{ tree }], config: { Env: env } }));
    const { facts } = await judgedImage('image', { path, form: 'oci-dir' });
    return facts.flatMap((each) => (each.kind === 'openssl.library' ? [each.value.configFile] : []));
  };
  expect(await selected()).toEqual(['/usr/lib/ssl/openssl.cnf']);
  expect(await selected('OPENSSL_CONF=/opt/fips.cnf')).toEqual(['/opt/fips.cnf']);
});

/** Without the requirements that are none of an image's, which come and go with the profiles. */
function askedOf(report: TargetReport): string {
  return reviewText(report)
    .replace(/^(## [\w-]+): .*$/gm, '$1')
    .replace(/^NOT-APPLICABLE .*\n {8}asked of .*, not of image\n/gm, '');
}

function factsAndGaps({ facts, gaps, assessments = [] }: TargetReport) {
  return {
    // The evidence of the configuration is the digest of the image, which is another in each form.
    facts: facts.filter(({ kind }) => kind !== 'image.configuration'),
    gaps,
    findings: assessments.flatMap(({ findings }) => findings),
  };
}
