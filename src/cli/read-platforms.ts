import { type PlatformChoice, readPlatformText } from '../target/image/platform.ts';
import { UsageError } from './usage-error.ts';

/** Reads `--platform`. @throws UsageError */
export function readPlatforms(given: readonly string[] | undefined): readonly PlatformChoice[] {
  if (given === undefined) return [undefined];
  return given.map((text) => {
    const platform = text === 'all' ? text : readPlatformText(text);
    if (platform === undefined)
      throw new UsageError(`--platform ${text}: wants OS/ARCHITECTURE[/VARIANT] or all\nFor example linux/arm64.`);
    return platform;
  });
}
