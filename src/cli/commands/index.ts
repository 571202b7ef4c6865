import { collect } from './collect.ts';
import { scan } from './scan.ts';

/** Every command, in the order of the help text. */
export const commands = [scan, collect] as const;
