import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** An OpenSSL configuration to try: files relative to its directory, `openssl.cnf` first of all. `@DIR@` stands for that directory. */
export interface Configuration {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** A configuration that is one file. */
export function single(name: string, text: string): Configuration {
  return { name, files: { 'openssl.cnf': text }, environment: {} };
}

/** A system default under `[init]`, the commands line by line: the smallest configuration that shows on the wire. */
export function systemDefault(commands: readonly string[], diagnostics: string): string {
  return [
    'openssl_conf = init',
    `config_diagnostics = ${diagnostics}`,
    '[init]',
    'ssl_conf = ssl',
    '[ssl]',
    'system_default = tls',
    '[tls]',
    ...commands,
    '',
  ].join('\n');
}

/**
 * Writes the files of a configuration below its directory, which takes the place of `@DIR@`. A character is a byte, so that
 * texts may hold bytes that are no UTF-8.
 * @returns the configuration as it stands there
 */
export async function writeConfiguration(directory: string, drawn: Configuration): Promise<Configuration> {
  const configuration = {
    name: drawn.name,
    files: placedIn(directory, drawn.files),
    environment: placedIn(directory, drawn.environment),
  };
  for (const [name, text] of Object.entries(configuration.files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text, 'latin1');
  }
  return configuration;
}

function placedIn(directory: string, texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.replaceAll('@DIR@', directory)]));
}
