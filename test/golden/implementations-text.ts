import type { Fact } from '../../src/facts/fact.ts';
import type { TargetReport } from '../../src/report/format.ts';

/** What is said of implementations alone: facts, predictions under both flags, findings. */
export function implementationsText(report: TargetReport): string {
  const findings = (report.assessments ?? []).flatMap(({ findings }) => findings);
  const own = findings.filter(({ requirement }) => /^(implementations|keys)\./.test(requirement.id));
  return [
    `# ${report.name}\n\n## facts\n`,
    ...report.facts.flatMap(factText),
    '\n## predictions\n',
    ...report.facts.flatMap(predictionText),
    '\n## findings\n',
    ...own.map(({ weight, requirement, subject, shortfall, missing, notes }) => {
      const said = [shortfall, ...missing.map(({ why }) => why), ...notes].filter((each) => each !== undefined);
      return `${weight.toUpperCase().padEnd(7)} ${requirement.id} | ${subject}${said.map((each) => `\n        ${each}`).join('')}\n`;
    }),
    '\n## not seen\n',
    ...report.gaps
      .filter(({ kind }) => kind?.startsWith('crypto.') || kind === 'key.stored')
      .map(({ why }) => `${why}\n`),
  ].join('');
}

function factText({ kind, subject, value, evidence }: Fact): readonly string[] {
  if (kind !== 'crypto.implementation' && kind !== 'crypto.dependents' && kind !== 'key.stored') return [];
  const { certificate, ...rest } = value as { readonly certificate?: { readonly number: number | null } | null };
  const shown = certificate === undefined ? rest : { ...rest, certificate: certificate?.number ?? null };
  return [
    `${kind} | ${subject}\n    ${JSON.stringify(shown)}\n${evidence.map(({ quote }) => `    "${quote}"\n`).join('')}`,
  ];
}

function predictionText({ kind, subject, value }: Fact): readonly string[] {
  if (kind !== 'fips.prediction') return [];
  return (['flagOff', 'flagOn'] as const).map(
    (flag) => `${subject} | ${flag}: ${value[flag].outcome}: ${value[flag].why}\n`,
  );
}
