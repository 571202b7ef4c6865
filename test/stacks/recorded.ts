import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { harvestEndpoint } from '../../src/collect/tls/harvest-endpoint.ts';
import { tlsEndpoint } from '../../src/collect/tls-endpoint.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import type { WireView } from '../../src/target/wire.ts';
import type { Recording } from '../support/recorded-wire.ts';

/** Surveys a server as a scan does. */
export function surveyed(wire: WireView): Promise<Harvest> {
  return harvestEndpoint(wire, {
    subject: 'TLS endpoint',
    yields: tlsEndpoint.yields,
    signal: AbortSignal.timeout(SURVEY_WITHIN_MS),
    inAllMs: SURVEY_WITHIN_MS,
  });
}

/** What a stack said when it was recorded: JSON behind Brotli. */
export async function readRecording(id: string): Promise<Recording> {
  return JSON.parse(brotliDecompressSync(await readFile(placeOf(id))).toString()) as Recording;
}

/** Keeps what a stack says, when asked to: `PQREADY_RECORD_STACKS=1`. */
export async function keepRecording(id: string, recording: Recording): Promise<void> {
  if (process.env['PQREADY_RECORD_STACKS'] !== '1' && existsSync(placeOf(id))) return;
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  await mkdir(new URL('.', placeOf(id)), { recursive: true });
  await writeFile(placeOf(id), brotliCompressSync(JSON.stringify(recording), { params }));
}

function placeOf(id: string): URL {
  return new URL(`recorded/${id}.json.br`, import.meta.url);
}

const SURVEY_WITHIN_MS = 60_000;
