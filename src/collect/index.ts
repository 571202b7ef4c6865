import { type BoundCollector, bind } from './collector.ts';
import { osRelease } from './os-release.ts';
import { packages } from './packages.ts';

/** Every collector, alphabetically. */
export const collectors: readonly BoundCollector[] = [bind(osRelease), bind(packages)];
