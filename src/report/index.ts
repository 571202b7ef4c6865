import type { FormatEntry } from './format.ts';

/** Every report format, alphabetically; their ids are the choices of `--output`. */
export const formats: readonly FormatEntry[] = [
  { id: 'csv', editions: [], load: async () => (await import('./csv.ts')).csv },
  {
    id: 'cyclonedx',
    editions: ['1.6'],
    load: async (edition) => {
      const { cyclonedx, cyclonedx16 } = await import('./cyclonedx.ts');
      return edition === undefined ? cyclonedx : cyclonedx16;
    },
  },
  { id: 'github', editions: [], load: async () => (await import('./github.ts')).github },
  { id: 'html', editions: [], load: async () => (await import('./html.ts')).html },
  { id: 'json', editions: [], load: async () => (await import('./json.ts')).json },
  { id: 'jsonl', editions: [], load: async () => (await import('./jsonl.ts')).jsonl },
  { id: 'junit', editions: [], load: async () => (await import('./junit.ts')).junit },
  { id: 'markdown', editions: [], load: async () => (await import('./markdown.ts')).markdown },
  {
    id: 'oscal',
    editions: ['poam'],
    load: async (edition) =>
      edition === 'poam' ? (await import('./oscal/poam.ts')).oscalPoam : (await import('./oscal.ts')).oscal,
  },
  {
    id: 'remediation',
    editions: ['ansible'],
    load: async (edition) =>
      edition === 'ansible'
        ? (await import('./remediation/ansible.ts')).remediationAnsible
        : (await import('./remediation.ts')).remediation,
  },
  { id: 'sarif', editions: [], load: async () => (await import('./sarif.ts')).sarif },
  { id: 'text', editions: [], load: async () => (await import('./text.ts')).text },
  {
    id: 'xccdf',
    editions: ['arf'],
    load: async (edition) =>
      edition === 'arf' ? (await import('./xccdf/arf.ts')).arf : (await import('./xccdf.ts')).xccdf,
  },
];

/** Every name that `--output` takes, editions too: `cyclonedx`, `cyclonedx@1.6`. */
export const formatNames: readonly string[] = formats.flatMap(({ id, editions }) => [
  id,
  ...editions.map((edition) => `${id}@${edition}`),
]);
