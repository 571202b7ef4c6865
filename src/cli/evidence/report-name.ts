/**
 * Under which name a report lies in a bundle: `report.html`, and with the format where its ending is of many: `report.sarif.json`.
 * @param given as `--output` takes it, without a path: `cyclonedx@1.6`
 */
export function reportName(given: string, mediaType: string): string {
  const ending = ENDINGS[mediaType] ?? 'json';
  const [id = ''] = given.split('@');
  return NAMED_BY_ENDING.includes(id) ? `report.${ending}` : `report.${given.replace('@', '-')}.${ending}`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/jsonl': 'jsonl',
  'application/x-sh': 'sh',
  'application/xml': 'xml',
  'application/yaml': 'yaml',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/markdown': 'md',
  'text/plain': 'txt',
};
const NAMED_BY_ENDING: readonly string[] = ['csv', 'html', 'json', 'jsonl', 'markdown', 'text'];
