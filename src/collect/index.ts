import { type BoundCollector, bind } from './collector.ts';
import { osRelease } from './os-release.ts';

/** Every collector, alphabetically. */
export const collectors: readonly BoundCollector[] = [bind(osRelease)];
