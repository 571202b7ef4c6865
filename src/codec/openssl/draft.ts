import type { Configuration, Entry } from './configuration.ts';
import type { IdleDirective, Source } from './resolution.ts';

/** A configuration while it is read: the current section, the pragmas, the entries so far. */
export interface Draft {
  readonly section: string;
  readonly dollarId: boolean;
  readonly absoluteOnly: boolean;
  readonly includeDirectory: string | null;
  readonly size: number;
  /** `$section::name`, then `default`; `ENV` also means the environment. */
  readonly lookUp: (section: string | null, name: string) => string | undefined;
  openSection(name: string): void;
  /** Adds an entry; one of the same section and name is taken out and given back. */
  add(entry: Entry): Entry | undefined;
  pragma(text: string, at: Source): { readonly problem: string; readonly at: Source } | undefined;
  finish(): Configuration;
}

/** An empty configuration, in section `default`. */
export function draftConfiguration(env: Readonly<Record<string, string>>): Draft {
  const sections = new Map<string, Map<string, Entry>>([['default', new Map()]]);
  const replaced: IdleDirective[] = [];
  const state = { section: 'default', dollarId: false, absoluteOnly: false, includeDirectory: null as string | null };
  let size = 0;
  const open = (name: string): Map<string, Entry> => {
    const section = sections.get(name) ?? new Map<string, Entry>();
    sections.set(name, section);
    return section;
  };
  return {
    get section() {
      return state.section;
    },
    get dollarId() {
      return state.dollarId;
    },
    get absoluteOnly() {
      return state.absoluteOnly;
    },
    get includeDirectory() {
      return state.includeDirectory;
    },
    get size() {
      return size;
    },
    lookUp(section, name) {
      const own = section === null ? undefined : sections.get(section)?.get(name)?.value;
      if (own !== undefined) return own;
      if (section === 'ENV' && Object.hasOwn(env, name)) return env[name];
      return sections.get('default')?.get(name)?.value;
    },
    openSection(name) {
      open(name);
      state.section = name;
    },
    add(entry) {
      const section = open(entry.section);
      const former = section.get(entry.name);
      // The library appends the new entry and deletes the old one: the place in the order is the last one's.
      section.delete(entry.name);
      section.set(entry.name, entry);
      size += 1;
      if (former !== undefined) {
        const why = `the same key stands again in ${entry.at.path}:${entry.at.line}`;
        replaced.push({ name: former.name, value: former.value, at: former.at, why });
      }
      return former;
    },
    pragma(text, at) {
      const colon = text.indexOf(':');
      if (colon <= 0 || colon === text.length - 1) return { problem: 'pragma: wants keyword:value', at };
      const keyword = text.slice(0, colon).trimEnd();
      const value = text.slice(colon + 1).trimStart();
      if (keyword === 'includedir') state.includeDirectory = value;
      if (keyword !== 'dollarid' && keyword !== 'abspath') return undefined;
      const flag = FLAGS[value.toLowerCase()];
      if (flag === undefined) return { problem: `pragma ${keyword}: wants on or off, has ${value}`, at };
      state[keyword === 'dollarid' ? 'dollarId' : 'absoluteOnly'] = flag;
      return undefined;
    },
    finish: () => ({ sections, replaced }),
  };
}

const FLAGS: Readonly<Record<string, boolean>> = { on: true, true: true, off: false, false: false };
