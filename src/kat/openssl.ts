import { quote } from '../facts/quote.ts';
import type { OpensslCall, OpensslOutcome, OpensslProgram } from '../target/openssl-process.ts';
import { postQuantumParameterSet } from '../vocabulary/post-quantum-parameter-sets.ts';
import type { Answer, Engine, Question } from './engine.ts';
import { notAsked } from './engine.ts';
import { ask } from './openssl/ask.ts';
import { fipsProvider } from './openssl/fips-provider.ts';
import { offeredBy } from './openssl/offered.ts';

/** An engine, or why there is none. */
export type Opened = { readonly engine: Engine } | { readonly unavailable: string };

/** The openssl command, with whatever providers its configuration activates; which one that is, its listing tells. */
export async function opensslEngine(program: OpensslProgram, signal: AbortSignal): Promise<Opened> {
  const version = await run(program, { arguments: ['version'] }, signal);
  if (!version.ended || version.exitCode !== 0)
    return { unavailable: `${program.name} version: ${failureOf(version)}` };
  const offers = await offersOf(program, [], signal);
  const providers = [...new Set(SETS_ASKED.flatMap((name) => [...(offers.get(name) ?? [])]))];
  return {
    engine: {
      id: 'openssl',
      version: versionOf(version.stdout),
      proof: providers.length === 0 ? null : `openssl list: offered by the provider ${providers.join(', ')}`,
      atOnce: program.atOnce,
      answer: (question, stop) => answer({ program, offers, options: [] }, question, stop),
    },
  };
}

/** The FIPS provider that the command's configuration activates, and no other: every run asks for `fips=yes`. */
export async function opensslFipsEngine(program: OpensslProgram, signal: AbortSignal): Promise<Opened> {
  const look = (call: OpensslCall) => run(program, call, signal);
  // Every run with a FIPS provider begins with all its self-tests: what can be asked at the same time is.
  const [version, found, all] = await Promise.all([
    look({ arguments: ['version'] }),
    fipsProvider(look),
    offersOf(program, FIPS_ONLY, signal),
  ]);
  if (!version.ended || version.exitCode !== 0)
    return { unavailable: `${program.name} version: ${failureOf(version)}` };
  if ('unavailable' in found) return found;
  const offers = new Map([...all].filter(([, providers]) => providers.has(found.id)));
  return {
    engine: {
      id: 'openssl-fips',
      version: found.title,
      proof: found.proof,
      atOnce: program.atOnce,
      answer: (question, stop) => answer({ program, offers, options: FIPS_ONLY }, question, stop),
    },
  };
}

interface Way {
  readonly program: OpensslProgram;
  readonly offers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly options: readonly string[];
}

async function answer({ program, offers, options }: Way, question: Question, signal: AbortSignal): Promise<Answer> {
  const set = postQuantumParameterSet(question.parameterSet);
  if (set === undefined) return notAsked('the openssl command has no LMS');
  if (!offers.has(set.name.toUpperCase())) return notAsked(`not offered: ${set.algorithm}`);
  const asked = ask(set, question);
  if (!('call' in asked)) return asked.answer;
  const [subcommand = '', ...rest] = asked.call.arguments;
  const outcome = await run(program, { ...asked.call, arguments: [subcommand, ...options, ...rest] }, signal);
  return outcome.ended ? asked.answer(outcome) : { is: 'broken', why: failureOf(outcome) };
}

/** Every algorithm has its key manager, under the same names: one listing tells of KEMs and signatures alike. */
async function offersOf(program: OpensslProgram, options: readonly string[], signal: AbortSignal) {
  const listing = await run(program, { arguments: ['list', '-key-managers', ...options] }, signal);
  return offeredBy(listing.ended && listing.exitCode === 0 ? listing.stdout : '');
}

function run(program: OpensslProgram, call: OpensslCall, signal: AbortSignal): Promise<OpensslOutcome> {
  return program.run(call, LONGEST_RUN_MS, signal);
}

function versionOf(stdout: string): string {
  return quote(stdout.trim().replace(/ \(Library: .*/s, ''));
}

function failureOf(outcome: OpensslOutcome): string {
  if (!outcome.ended) return FAILURES[outcome.why];
  return `exit ${outcome.exitCode}: ${outcome.stderr.split('\n')[0]?.slice(0, 120)}`;
}

const FIPS_ONLY = ['-propquery', 'fips=yes'];
/** The small variants of SLH-DSA take a second and more a key. */
const LONGEST_RUN_MS = 30_000;
const SETS_ASKED = ['ML-KEM-768', 'ML-DSA-65', 'SLH-DSA-SHA2-128F'];
const FAILURES = {
  'timed-out': 'no answer within the limit',
  'too-large': 'it printed more than a mebibyte',
  'io-error': 'it could not be run',
} as const;
