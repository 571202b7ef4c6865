import type { ReportFormat } from './format.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import { text } from './text.ts';

/** Every report format, alphabetically; their ids are the choices of `--output`. */
export const formats: readonly ReportFormat[] = [json, jsonl, text];
