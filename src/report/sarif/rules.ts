import { printable } from '../told-finding.ts';
import { type Placed, ruleIdOf } from './placed.ts';
import { taxonIdOf } from './taxonomies.ts';

/** `tool.driver.rules`: each requirement that the results name, once, with its help, clauses and `security-severity`. */
export function sarifRules(placed: readonly Placed[]): readonly object[] {
  const first = new Map(placed.map((each) => [ruleIdOf(each), each] as const).reverse());
  return [...first].sort(([left], [right]) => (left < right ? -1 : 1)).map(([id, each]) => rule(id, each));
}

function rule(id: string, { assessment, finding }: Placed): object {
  const { requirement } = finding;
  const clauses = requirement.cites.map(({ document, section }) => `${document} ${section}`);
  const help = [
    `${requirement.says}.`,
    `Asked by ${assessment.profile.title} of ${requirement.population} (${requirement.binding}).`,
    `Clauses: ${clauses.join('; ')}.`,
    ...(requirement.confidence === 'H'
      ? []
      : [`Re-check: the source is known with confidence ${requirement.confidence}.`]),
  ];
  return {
    id,
    name: requirement.rule,
    shortDescription: { text: printable(requirement.says) },
    fullDescription: { text: printable(help.slice(0, 2).join(' ')) },
    help: { text: printable(help.join('\n')), markdown: printable(help.map(escaped).join('\n\n')) },
    defaultConfiguration: { level: LEVELS[requirement.severity] },
    relationships: requirement.cites.map((cite) => ({
      target: { id: taxonIdOf(cite), toolComponent: { name: cite.document } },
      kinds: ['relevant'],
    })),
    properties: {
      'security-severity': SECURITY_SEVERITY[requirement.severity],
      precision: PRECISION[requirement.confidence],
      tags: ['security', 'cryptography', requirement.purpose, assessment.profile.id],
    },
  };
}

function escaped(words: string): string {
  return words.replace(/[\\`*_{}[\]<>#|]/g, (character) => `\\${character}`);
}

const LEVELS = { high: 'error', medium: 'warning', low: 'note' } as const;
const PRECISION = { H: 'very-high', M: 'high', L: 'low' } as const;
/** GitHub reads 7.0 to 8.9 as high, 4.0 to 6.9 as medium, 0.1 to 3.9 as low. */
const SECURITY_SEVERITY = { high: '8.0', medium: '5.5', low: '2.5' } as const;
