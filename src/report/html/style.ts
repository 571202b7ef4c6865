import { baseStyle } from './style/base.ts';
import { findingStyle } from './style/findings.ts';
import { partStyle } from './style/parts.ts';
import { printStyle } from './style/print.ts';

/** The style sheet of the page. It names no file and no network. */
export const style: string = `\n${[baseStyle, partStyle, findingStyle, printStyle].join('\n')}`;
