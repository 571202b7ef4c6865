import { expect, it } from 'vitest';
import type { Finding } from '../../src/assess/assessment.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { sarif } from '../../src/report/sarif.ts';
import { formatChecks } from '../support/format-checks.ts';
import { smallHost, written } from '../support/report.ts';

const LOOK = { colour: false, width: 80 };

interface Result {
  readonly ruleId: string;
  readonly kind: string;
  readonly level: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
}

it('writes rules with help, and results with stable fingerprints and logical locations', () => {
  const [run] = JSON.parse(written(sarif, [smallHost()])).runs;
  expect(run.tool.driver.rules[0]).toMatchInlineSnapshot(`
    {
      "defaultConfiguration": {
        "level": "error",
      },
      "fullDescription": {
        "text": "The kernel runs in FIPS mode. Asked by House rules of federal agencies (certification).",
      },
      "help": {
        "markdown": "The kernel runs in FIPS mode.

    Asked by House rules of federal agencies (certification).

    Clauses: FIPS 140-3 7.4.",
        "text": "The kernel runs in FIPS mode.
    Asked by House rules of federal agencies (certification).
    Clauses: FIPS 140-3 7.4.",
      },
      "id": "house/boot",
      "name": "boot-entries",
      "properties": {
        "precision": "very-high",
        "security-severity": "8.0",
        "tags": [
          "security",
          "cryptography",
          "module",
          "house",
        ],
      },
      "relationships": [
        {
          "kinds": [
            "relevant",
          ],
          "target": {
            "id": "7.4",
            "toolComponent": {
              "name": "FIPS 140-3",
            },
          },
        },
      ],
      "shortDescription": {
        "text": "The kernel runs in FIPS mode",
      },
    }
  `);
  expect(run.results[0]).toMatchInlineSnapshot(`
    {
      "kind": "fail",
      "level": "error",
      "locations": [
        {
          "logicalLocations": [
            {
              "fullyQualifiedName": "host web-1: kernel fips_enabled",
              "kind": "host",
              "name": "web-1",
            },
          ],
          "physicalLocation": {
            "artifactLocation": {
              "uri": "pqready/web-1",
            },
            "region": {
              "startLine": 1,
            },
          },
        },
      ],
      "message": {
        "text": "kernel: the running kernel is not in FIPS mode
    Debian has no validated module; to test the mode, boot with fips=1:
    $ grub-editenv - set kernelopts="fips=1"",
      },
      "partialFingerprints": {
        "pqready/v1": "2eced4c46bf60af723807c37ae4313cb",
        "primaryLocationLineHash": "2eced4c46bf60af723807c37ae4313cb76b7b71f:1",
      },
      "properties": {
        "binding": "certification",
        "severity": "high",
        "target": "web-1",
        "weight": "fail",
      },
      "ruleId": "house/kernel-flag-on",
    }
  `);
  expect(run.taxonomies).toMatchInlineSnapshot(`
    [
      {
        "name": "FIPS 140-3",
        "taxa": [
          {
            "id": "7.4",
          },
        ],
      },
    ]
  `);
});

it('gives what is unknown the kind "open", and what holds the kind "pass"', () => {
  expect(results([smallHost()]).map(({ kind, level }) => `${kind} ${level}`)).toEqual([
    'fail error',
    'open none',
    'pass none',
  ]);
});

it('pins every result to the file that the user names', () => {
  const pinned = written(sarif, [smallHost()], { ...LOOK, pinnedTo: 'images/base/Containerfile' });
  const uris = (JSON.parse(pinned).runs[0].results as readonly Result[]).map(
    ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(new Set(uris)).toEqual(new Set(['images/base/Containerfile']));
});

it('keeps the same finding of two hosts apart, and of two runs together', () => {
  const hashes = (target: TargetReport) =>
    results([target]).map(({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash']);
  expect(hashes(smallHost())).toEqual(hashes(smallHost()));
  expect(hashes({ ...smallHost(), name: 'web-2' })).not.toEqual(hashes(smallHost()));
});

it('cuts what code scanning would refuse, gravest first, and says so', async () => {
  const text = written(sarif, [withFindings(26_000)]);
  expect(JSON.parse(text).runs[0].results).toHaveLength(25_000);
  expect(text).toContain('1000 results are left out: code scanning takes 25000');
  expect(await formatChecks['sarif']?.(text)).toEqual([]);
});

it('says of a target that nothing was judged, where there is no result to show', async () => {
  const { assessments: _, ...found } = smallHost();
  const text = written(sarif, [found]);
  expect(JSON.parse(text).runs[0].results).toEqual([]);
  expect(text).toContain('web-1: nothing was judged');
  expect(await formatChecks['sarif']?.(text)).toEqual([]);
});

function results(targets: readonly TargetReport[]): readonly Result[] {
  return JSON.parse(written(sarif, targets)).runs[0].results;
}

function withFindings(count: number): TargetReport {
  const host = smallHost();
  return {
    ...host,
    assessments: (host.assessments ?? []).slice(0, 1).map((assessment) => {
      const [first] = assessment.findings;
      const copies = Array.from({ length: first === undefined ? 0 : count }, (_, index) => ({
        // The length above says that there is a first one.
        ...(first as Finding),
        subject: `subject ${index}`,
      }));
      return { ...assessment, findings: copies };
    }),
  };
}
