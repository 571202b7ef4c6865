import type { Fact } from '../../facts/fact.ts';
import type { Listener, RunningGo, RunningLibrary } from '../../facts/values/listener.ts';
import { brief } from '../../rules/common/named.ts';
import type { Look } from '../format.ts';
import { row } from './row.ts';

/** The listeners of a host: whose they are, which library of cryptography is mapped, what they speak; empty where there are none. */
export function listenersText(listeners: readonly Fact<'listener'>[], { width }: Look): string {
  const rows = listeners
    .toSorted((left, right) => left.value.port - right.value.port)
    .map(({ value }) => row(`${value.port}`, words(value), width));
  return rows.length > 0 ? ['TCP listeners of this host', ...rows].join('\n') : '';
}

function words({ program, libraries, go, addresses, speaks, startTls }: Listener): string {
  const who = program ?? 'a process that could not be seen';
  const spoken = startTls === null ? SPOKEN[speaks] : `TLS after STARTTLS of ${startTls}`;
  return `${spoken}; ${who}, ${go === null ? libraryWords(libraries) : goWords(go)}; ${brief(addresses, MOST_ADDRESSES)}`;
}

function goWords({ version }: RunningGo): string {
  return `Go ${version ?? 'of unknown version'}`;
}

function libraryWords(libraries: readonly RunningLibrary[] | null): string {
  if (libraries === null) return 'libraries unknown';
  const named = libraries.map(({ path, version, deleted }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return `${name}${version === null ? '' : ` ${version}`}${deleted ? ' (replaced since)' : ''}`;
  });
  return named.join(', ') || 'no library of cryptography mapped';
}

const SPOKEN: Readonly<Record<Listener['speaks'], string>> = {
  tls: 'TLS',
  ssh: 'SSH',
  neither: 'neither TLS nor SSH',
  unknown: 'what it speaks could not be told',
};
/** A server may be bound to hundreds. */
const MOST_ADDRESSES = 4;
