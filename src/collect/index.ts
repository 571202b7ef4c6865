import { type BoundCollector, bind } from './collector.ts';
import { cryptoPolicies } from './crypto-policies.ts';
import { osRelease } from './os-release.ts';
import { packages } from './packages.ts';

/** Every collector, alphabetically. */
export const collectors: readonly BoundCollector[] = [bind(cryptoPolicies), bind(osRelease), bind(packages)];
