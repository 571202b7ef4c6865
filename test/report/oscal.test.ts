import { parse } from 'marked';
import { describe, expect, it } from 'vitest';
import { oscalPoam } from '../../src/report/oscal/poam.ts';
import { markup, markupLine, oscalString, oscalToken } from '../../src/report/oscal/words.ts';
import { oscal } from '../../src/report/oscal.ts';
import { formatChecks } from '../support/format-checks.ts';
import { smallHost, written } from '../support/report.ts';
import { day } from '../support/requirement.ts';
import { weighedHost } from '../support/weighed-host.ts';

interface Status {
  readonly state: string;
  readonly reason?: string;
  readonly remarks?: string;
}
interface Titled {
  readonly title: string;
  readonly uuid: string;
}
interface Finding extends Titled {
  readonly target: { readonly 'target-id': string; readonly status: Status };
}
interface Risk extends Titled {
  readonly status: string;
  readonly deadline?: string;
  readonly statement: string;
}

it('says satisfied of what passes alone, and of the rest why it is not', () => {
  expect(
    findings().map(({ title, target: { status } }) => `${title}: ${status.state} ${status.reason}: ${status.remarks}`),
  ).toMatchInlineSnapshot(`
    [
      "failed-since: kernel: not-satisfied fail: Falls short on the day that was judged.",
      "fails: kernel: not-satisfied fail: Falls short on the day that was judged.",
      "unseen: boot entries: not-satisfied other: Unknown: what it rests on could not be seen. This is no statement that it fails, and none that it holds.",
      "warns: kernel: not-satisfied other: Falls short, but does not fail on the day that was judged.",
      "waived: kernel: not-satisfied fail: Waived until 2027-03-31 instead of fail: moves to the module in spring (SEC-1, platform team)",
      "passes: OpenSSL system default: satisfied pass: undefined",
    ]
  `);
});

it('makes a risk of what falls short or is open, with the last day on which it may', () => {
  expect(risks().map(({ title, status, deadline }) => `${title}: ${status} ${deadline}`)).toMatchInlineSnapshot(`
    [
      "failed-since: kernel: open 2026-09-21T23:59:59Z",
      "fails: kernel: open undefined",
      "unseen: boot entries: open undefined",
      "warns: kernel: open 2030-12-31T23:59:59Z",
      "waived: kernel: deviation-approved 2027-03-31T23:59:59Z",
    ]
  `);
});

it('makes a risk of what holds only until a day that is known', () => {
  const host = weighedHost();
  const change = {
    on: day('2029-10-29'),
    requirement: 'passes',
    subject: 'OpenSSL system default',
    from: 'pass',
    to: 'fail',
    why: 'certificate 4857 is historical',
  } as const;
  const assessments = (host.assessments ?? []).map((each) => ({ ...each, timeline: [change] }));
  const [result] = JSON.parse(written(oscal, [{ ...host, assessments }]))['assessment-results'].results;
  const told = (result.risks as readonly Risk[]).map(
    ({ title, status, deadline, statement }) => `${title}: ${status} ${deadline}: ${statement}`,
  );
  expect(told.at(-1)).toMatchInlineSnapshot(
    `"passes: OpenSSL system default: open 2029-10-28T23:59:59Z: ML-KEM is offered: asked of federal agencies (certification). It holds until 2029-10-29: certificate 4857 is historical"`,
  );
});

it('says of an accepted unknown that it could not be seen', () => {
  const host = weighedHost();
  const assessments = (host.assessments ?? []).map((each) => ({
    ...each,
    findings: each.findings.map((finding) =>
      finding.weight === 'waived' && finding.waiver !== undefined
        ? { ...finding, waiver: { ...finding.waiver, insteadOf: 'unknown' as const } }
        : finding,
    ),
  }));
  const [result] = JSON.parse(written(oscal, [{ ...host, assessments }]))['assessment-results'].results;
  const waived = (result.risks as readonly Risk[]).find(({ status }) => status === 'deviation-approved');
  expect(waived?.statement).toMatchInlineSnapshot(
    `"The kernel runs in FIPS mode: asked of federal agencies (certification). Whether it holds could not be seen."`,
  );
});

it('shows evidence as an observation of its target and its component', () => {
  expect(first().observations[0]).toMatchInlineSnapshot(`
    {
      "collected": "2026-11-22T00:00:00Z",
      "description": "Seen of kernel:

    0",
      "methods": [
        "EXAMINE",
      ],
      "origins": [
        {
          "actors": [
            {
              "actor-uuid": "73b47eae-8961-552f-bb35-a337969c22c8",
              "type": "tool",
            },
          ],
        },
      ],
      "props": [
        {
          "name": "fact-kind",
          "ns": "urn:pqready:oscal:1",
          "value": "kernel.fips-mode",
        },
        {
          "name": "fact-id",
          "ns": "urn:pqready:oscal:1",
          "value": "ebde9ce1fa4e3461",
        },
        {
          "name": "state",
          "ns": "urn:pqready:oscal:1",
          "value": "seen",
        },
      ],
      "relevant-evidence": [
        {
          "description": "0",
          "href": "#a6c43d7c-003d-50e0-86c1-d40728423ba1",
          "props": [
            {
              "name": "at",
              "ns": "urn:pqready:oscal:1",
              "value": "kernel fips_enabled",
            },
          ],
        },
      ],
      "subjects": [
        {
          "subject-uuid": "eab4514c-6c8d-52a2-8d17-abaadff4052a",
          "title": "web-1",
          "type": "inventory-item",
        },
        {
          "subject-uuid": "62fa8d62-ace5-5800-87df-4bbe9dc3495e",
          "title": "kernel",
          "type": "component",
        },
      ],
      "title": "kernel.fips-mode: kernel",
      "types": [
        "discovery",
      ],
      "uuid": "922eeac4-06c6-52ca-b9e7-689b43e3680b",
    }
  `);
});

it('keeps what could not be seen and what does not apply as observations', () => {
  const rest = first().observations.slice(2) as readonly { title: string; description: string; props: unknown }[];
  expect(rest.map(({ title, description }) => `${title}: ${description}`)).toMatchInlineSnapshot(`
    [
      "not seen: boot entries: boot entries could not be seen: /boot/loader: permission denied",
      "does not apply: endpoint-only: endpoint-only: The kernel runs in FIPS mode

    asked of endpoint, not of host",
    ]
  `);
});

it('holds requirements against the controls that their citations name, and against themselves where they name none', () => {
  expect(first()['reviewed-controls']).toMatchInlineSnapshot(`
    {
      "control-objective-selections": [
        {
          "include-objectives": [
            {
              "objective-id": "house_failed-since",
            },
            {
              "objective-id": "house_fails",
            },
            {
              "objective-id": "house_unseen",
            },
            {
              "objective-id": "house_warns",
            },
            {
              "objective-id": "house_waived",
            },
            {
              "objective-id": "house_passes",
            },
          ],
        },
      ],
      "control-selections": [
        {
          "description": "House rules",
          "include-controls": [
            {
              "control-id": "house_failed-since",
            },
            {
              "control-id": "si-7.15",
            },
            {
              "control-id": "sc-13",
            },
            {
              "control-id": "house_unseen",
            },
            {
              "control-id": "house_warns",
            },
            {
              "control-id": "house_waived",
            },
            {
              "control-id": "house_passes",
            },
          ],
          "links": [
            {
              "href": "#289e151c-1ac9-5c25-96e0-f0f4b5a88dc3",
              "rel": "reference",
            },
          ],
        },
      ],
    }
  `);
  expect(first().remarks).toMatchInlineSnapshot(
    `"Not judged (house plan, due 2026-10-22): A plan of migration is handed in: a plan leaves no trace on a system"`,
  );
});

it('writes the waiver into the log of its risk', () => {
  const [waived] = risks().filter(({ status }) => status === 'deviation-approved');
  expect(waived).toMatchInlineSnapshot(`
    {
      "characterizations": [
        {
          "facets": [
            {
              "name": "severity",
              "system": "urn:pqready:oscal:1",
              "value": "high",
            },
          ],
          "origin": {
            "actors": [
              {
                "actor-uuid": "73b47eae-8961-552f-bb35-a337969c22c8",
                "type": "tool",
              },
            ],
          },
        },
      ],
      "deadline": "2027-03-31T23:59:59Z",
      "description": "the running kernel is not in FIPS mode",
      "origins": [
        {
          "actors": [
            {
              "actor-uuid": "73b47eae-8961-552f-bb35-a337969c22c8",
              "type": "tool",
            },
          ],
        },
      ],
      "props": [
        {
          "name": "weight",
          "ns": "urn:pqready:oscal:1",
          "value": "waived",
        },
        {
          "name": "target",
          "ns": "urn:pqready:oscal:1",
          "value": "web-1",
        },
      ],
      "related-observations": [
        {
          "observation-uuid": "922eeac4-06c6-52ca-b9e7-689b43e3680b",
        },
      ],
      "remediations": [
        {
          "description": "Boot with fips=1:

    \`$ grubby --update-kernel=ALL --args=fips=1\`",
          "lifecycle": "recommendation",
          "tasks": [
            {
              "timing": {
                "on-date": {
                  "date": "2027-03-31T23:59:59Z",
                },
              },
              "title": "Due by 2027-03-31",
              "type": "milestone",
              "uuid": "6a8f4f2b-b588-55a2-862f-f170fcc4557f",
            },
          ],
          "title": "waived: kernel",
          "uuid": "902ec9bd-970e-5a92-a307-fd4b544f57a4",
        },
      ],
      "risk-log": {
        "entries": [
          {
            "description": "moves to the module in spring

    Owner: platform team",
            "end": "2027-03-31T23:59:59Z",
            "props": [
              {
                "name": "instead-of",
                "ns": "urn:pqready:oscal:1",
                "value": "fail",
              },
            ],
            "start": "2026-11-22T00:00:00Z",
            "status-change": "deviation-approved",
            "title": "Waiver SEC-1",
            "uuid": "59b4bb0c-02a0-51c7-b1a4-c40efd35567d",
          },
        ],
      },
      "statement": "The kernel runs in FIPS mode: asked of federal agencies (certification). It does not hold.",
      "status": "deviation-approved",
      "title": "waived: kernel",
      "uuid": "c3421bc4-6916-54b7-997c-f6af1e1219c1",
    }
  `);
});

it('has a result for each target, whatever their names', async () => {
  const text = written(oscal, [weighedHost(), weighedHost('web-2'), weighedHost('web-2')]);
  expect(await formatChecks['oscal']?.(text)).toEqual([]);
  expect(JSON.parse(text)['assessment-results'].results.map(({ title }: Titled) => title)).toEqual([
    'host web-1',
    'host web-2',
    'host web-2',
  ]);
});

it('gives the same finding of the same target the same id in the next run, and the document another when it changes', () => {
  const ids = (text: string) =>
    JSON.parse(text)['assessment-results'].results[0].findings.map(({ uuid }: Titled) => uuid);
  const alone = written(oscal, [weighedHost()]);
  const second = written(oscal, [weighedHost(), weighedHost('web-2')]);
  expect(ids(second)).toEqual(ids(alone));
  expect(JSON.parse(second)['assessment-results'].uuid).not.toBe(JSON.parse(alone)['assessment-results'].uuid);
  expect(written(oscal, [weighedHost()])).toBe(alone);
});

it('shows facts alone where nothing was judged, and no target at all', async () => {
  const { assessments: _, ...collected } = smallHost();
  const text = written(oscal, [collected]);
  expect(await formatChecks['oscal']?.(text)).toEqual([]);
  const [result] = JSON.parse(text)['assessment-results'].results;
  expect(result.observations.map(({ title }: Titled) => title)).toMatchInlineSnapshot(`
    [
      "kernel.fips-mode: kernel",
      "os.release: operating system",
      "fips.module: OpenSSL FIPS provider",
      "tls.configured: OpenSSL system default",
      "not seen: boot entries",
    ]
  `);
  expect(result['reviewed-controls']).toMatchInlineSnapshot(`
    {
      "control-selections": [
        {
          "description": "No control was reviewed: nothing was judged, or nothing that was asked applies.",
          "include-controls": [
            {
              "control-id": "none-reviewed",
            },
          ],
        },
      ],
    }
  `);
  expect(await formatChecks['oscal']?.(written(oscal, []))).toEqual([]);
});

describe('oscal@poam', () => {
  it('lists what is to be done, with its risk and finding', async () => {
    const text = written(oscalPoam, [weighedHost()]);
    expect(await formatChecks['oscal@poam']?.(text)).toEqual([]);
    const plan = JSON.parse(text)['plan-of-action-and-milestones'];
    expect(plan['poam-items'].map(({ title }: Titled) => title)).toMatchInlineSnapshot(`
      [
        "web-1: failed-since: kernel",
        "web-1: fails: kernel",
        "web-1: unseen: boot entries",
        "web-1: warns: kernel",
        "web-1: waived: kernel",
      ]
    `);
    expect(plan['poam-items'][0]).toMatchInlineSnapshot(`
      {
        "description": "the running kernel is not in FIPS mode",
        "origins": [
          {
            "actors": [
              {
                "actor-uuid": "73b47eae-8961-552f-bb35-a337969c22c8",
                "type": "tool",
              },
            ],
          },
        ],
        "props": [
          {
            "name": "fingerprint",
            "ns": "urn:pqready:oscal:1",
            "value": "1802ed891938f0bcd603e64b87b9a0b5",
          },
          {
            "name": "weight",
            "ns": "urn:pqready:oscal:1",
            "value": "fail",
          },
          {
            "name": "severity",
            "ns": "urn:pqready:oscal:1",
            "value": "high",
          },
          {
            "name": "profile",
            "ns": "urn:pqready:oscal:1",
            "value": "house",
          },
          {
            "name": "target",
            "ns": "urn:pqready:oscal:1",
            "value": "web-1",
          },
        ],
        "related-findings": [
          {
            "finding-uuid": "a2f3492c-267a-555e-a380-37dd9c73103c",
          },
        ],
        "related-risks": [
          {
            "risk-uuid": "9fe13e43-4bdf-58a3-ad93-b75f2ab775fb",
          },
        ],
        "title": "web-1: failed-since: kernel",
        "uuid": "4959a686-1b88-5c76-ab2a-bab88cc07acb",
      }
    `);
    expect(plan.findings.map(({ target }: Finding) => target.status.state)).not.toContain('satisfied');
  });

  it('says that there is nothing to do where there is nothing, and that nothing was judged', async () => {
    const host = weighedHost();
    const passing = (host.assessments ?? []).map((each) => ({
      ...each,
      findings: each.findings.filter(({ weight }) => weight === 'pass'),
    }));
    const text = written(oscalPoam, [{ ...host, assessments: passing }]);
    expect(await formatChecks['oscal@poam']?.(text)).toEqual([]);
    expect(JSON.parse(text)['plan-of-action-and-milestones']['poam-items']).toMatchInlineSnapshot(`
      [
        {
          "description": "Of what was judged as on 2026-11-22, nothing falls short, nothing is undecided and no day is known on which it will.",
          "origins": [
            {
              "actors": [
                {
                  "actor-uuid": "73b47eae-8961-552f-bb35-a337969c22c8",
                  "type": "tool",
                },
              ],
            },
          ],
          "props": [
            {
              "name": "weight",
              "ns": "urn:pqready:oscal:1",
              "value": "none",
            },
          ],
          "title": "Nothing to do is known",
          "uuid": "8f2f6ccb-2c59-5da3-b4ee-f6f7975cfad9",
        },
      ]
    `);
    const { assessments: _, ...collected } = host;
    expect(written(oscalPoam, [collected])).toContain('Nothing was judged.');
  });
});

describe('words', () => {
  it('become tokens that keep two names apart', () => {
    expect(['sc-13', 'a:b', 'a-b', '', '1st', 'ü'].map(oscalToken)).toMatchInlineSnapshot(`
      [
        "sc-13",
        "a-b-55cc564a",
        "a-b",
        "_-88a88800",
        "_1st-c46302cc",
        "ü",
      ]
    `);
  });

  it('become one line that is never empty', () => {
    expect(
      ['', ' \n ', 'a\r\nb\u2028c', '\ud800', 'x'.repeat(3000)].map((each) => oscalString(each).slice(0, 40)),
    ).toMatchInlineSnapshot(`
      [
        "(empty)",
        "(empty)",
        "a b\\u{2028}c",
        "�",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ]
    `);
  });

  it.each([
    '**bold** <script>alert(1)</script> [x](javascript:1) `code` {{ insert: param, x }} _it_',
    '# head',
    '1. one',
    '| a |\n| - |',
  ])('are plain for a renderer of Markdown: %j', (words) => {
    expect(parse(markupLine(words), { async: false })).not.toMatch(/<(?!\/?p>)/);
    expect(parse(markup(words), { async: false })).not.toMatch(/<(?!\/?p>)/);
  });

  it('keep a command as it is', () => {
    expect(markup('Do this:\n$ sed -i s/*/`x`/ /etc/x')).toMatchInlineSnapshot(`
      "Do this:

      \`\` $ sed -i s/*/\`x\`/ /etc/x \`\`"
    `);
  });
});

function first() {
  return JSON.parse(written(oscal, [weighedHost()]))['assessment-results'].results[0];
}

function findings(): readonly Finding[] {
  return first().findings;
}

function risks(): readonly Risk[] {
  return first().risks;
}
