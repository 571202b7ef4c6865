import { resolve } from 'node:path';
import type { TargetReport } from '../report/format.ts';
import type { Admission } from '../target/admission.ts';
import type { PlatformChoice } from '../target/image/platform.ts';
import { TargetError } from '../target/target-error.ts';
import type { Target } from '../target/views.ts';
import type { Judging } from './judging.ts';
import { openTargets } from './open-targets.ts';
import { type LookOptions, scanTarget } from './scan.ts';
import { DamagedImage, damaged } from './targets/image.ts';
import { UsageError } from './usage-error.ts';

/** All that looking at a target takes beside its name. */
export interface Means {
  /** Absent: only the facts are written. */
  readonly judging: Judging | undefined;
  readonly options: LookOptions;
  readonly gate: Admission;
  readonly exec: boolean;
  readonly listeners: boolean;
  readonly platforms: readonly PlatformChoice[];
  /** The run has one argument, and no list: what is wrong with it ends the run. */
  readonly isOnly: boolean;
  /** What is written has to be found again by the names of its targets. */
  readonly resumes: boolean;
}

/**
 * The reports on what one argument names: it may stand for several images.
 * @param finished so many of them were reported by an earlier run
 * @throws UsageError where it names nothing that can be opened, or the only image of the run is damaged
 */
export async function reportsOn(argument: string, means: Means, finished = 0): Promise<readonly TargetReport[]> {
  const { options, gate, exec, listeners, platforms, isOnly } = means;
  options.signal.throwIfAborted();
  options.progress.hop?.(`${argument}: target.open`);
  let targets: readonly Target[];
  try {
    targets = await openTargets(argument, { exec, listeners, admission: gate, platforms });
  } catch (error) {
    if (isOnly || !(error instanceof DamagedImage)) throw error;
    const identity = { by: 'path', value: resolve(error.path) } as const;
    return [await damagedReport({ name: argument, identity }, error.why, means)];
  }
  const reports: TargetReport[] = [];
  try {
    if (means.resumes && options.name !== undefined && targets.length > 1) throw alike(argument, targets.length);
    for (const target of targets.slice(finished)) {
      reports.push(await reportOn(target, { ...means, isOnly: isOnly && targets.length === 1 }, argument));
      options.signal.throwIfAborted();
    }
  } finally {
    for (const target of targets) await target.close();
  }
  return reports;
}

async function reportOn(target: Target, means: Means, argument: string): Promise<TargetReport> {
  const { judging, options, isOnly } = means;
  const look = () => scanTarget(target, judging, options);
  try {
    return await (target.kind === 'image' ? alone(look) : look());
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const damage = damaged(argument, error);
    if (isOnly) throw damage;
    return await damagedReport(target, damage.why, means);
  }
}

/** Beside other targets a damaged image does not end the run: nothing is said of it, all that is asked of it is unknown. */
async function damagedReport(
  { name, identity }: Pick<Target, 'name' | 'identity'>,
  damage: string,
  { judging, options }: Means,
): Promise<TargetReport> {
  const gaps = [{ subject: 'image', why: `damaged: ${damage}` }];
  const about = { kind: 'image', name: options.name ?? name, identity, labels: options.labels } as const;
  const report = { ...about, damage, facts: [], gaps, coverage: [] };
  process.stderr.write(`pqready: ${name}: ${damage}\n`);
  return judging === undefined ? report : judging.judged(report);
}

function alike(argument: string, count: number): UsageError {
  return new UsageError(
    `--resume: ${argument} holds ${count} images, which --name calls all alike\nLeave out --name, or choose one of them by --platform.`,
  );
}

let imagesBefore: Promise<unknown> = Promise.resolve();

/** An image holds hundreds of megabytes while it is read, and keeps the machine busy: one after the other. */
function alone<T>(look: () => Promise<T>): Promise<T> {
  const looked = imagesBefore.then(look);
  imagesBefore = looked.catch(() => {});
  return looked;
}
