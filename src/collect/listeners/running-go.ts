import { readElfFrom } from '../../codec/elf/file.ts';
import { type GoBuildInfo, readGoBuildInfo } from '../../codec/go/build-info.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { RunningGo } from '../../facts/values/listener.ts';
import type { ListeningProcess } from '../../target/listeners.ts';
import { tlsGodebug } from '../../vocabulary/godebug.ts';

/** What a Go program was built with and runs with; undefined: it is none, or could not be looked at. */
export function runningGo(process: ListeningProcess): { readonly go: RunningGo; readonly proof: Evidence } | undefined {
  const shown = process.showProgram((content): GoBuildInfo | undefined => {
    const elf = readElfFrom(content);
    const info = elf.ok ? readGoBuildInfo(content, elf.value) : undefined;
    return info?.ok ? info.value : undefined;
  });
  if (shown.state !== 'seen' || shown.value === undefined) return undefined;
  const { version, settings } = shown.value;
  const go: RunningGo = {
    version: version === null ? null : version.replace(/^go/, '').slice(0, LONGEST_VERSION),
    built: tlsGodebug(settings.get('DefaultGODEBUG') ?? ''),
    environment: tlsGodebug(process.environment['GODEBUG'] ?? ''),
  };
  return { go, proof: evidence(shown.at, wordsOf(go)) };
}

function wordsOf({ version, built, environment }: RunningGo): string {
  const said = (name: string, settings: readonly string[]) =>
    settings.length > 0 ? [`${name} ${settings.join(',')}`] : [];
  return [
    `Go ${version ?? 'of unknown version'}`,
    ...said('DefaultGODEBUG', built),
    ...said('GODEBUG', environment),
  ].join(', ');
}

const LONGEST_VERSION = 64;
