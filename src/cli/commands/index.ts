import { assess } from './assess.ts';
import { collect } from './collect.ts';
import { diff } from './diff.ts';
import { kat } from './kat.ts';
import { profiles } from './profiles.ts';
import { scan } from './scan.ts';

/** Every command, in the order of the help text. */
export const commands = [scan, collect, assess, diff, kat, profiles] as const;
