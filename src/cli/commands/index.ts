import { assess } from './assess.ts';
import { collect } from './collect.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { kat } from './kat.ts';
import { keygen } from './keygen.ts';
import { profiles } from './profiles.ts';
import { scan } from './scan.ts';
import { sign } from './sign.ts';
import { verify } from './verify.ts';

/** Every command, in the order of the help text. */
export const commands = [scan, collect, assess, diff, explain, kat, profiles, sign, verify, keygen] as const;
