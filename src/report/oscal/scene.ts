import type { Assessment, Finding } from '../../assess/assessment.ts';
import type { IsoDate } from '../../policy/profile.ts';
import { type DueDays, dueDays } from '../due.ts';
import type { Everything, TargetReport } from '../format.ts';
import { targetKeys } from '../target-keys.ts';
import { type FactsById, factsById } from '../told-finding.ts';
import { oscalUuid } from './elements.ts';
import { oscalToken } from './words.ts';

/** A target with all that its parts of the document point to. */
export interface Scene {
  readonly target: TargetReport;
  readonly asOf: IsoDate;
  /** What the ids of this target's things are made of. */
  readonly key: string;
  /** The inventory item that stands for it. */
  readonly item: string;
  readonly facts: FactsById;
  readonly placed: readonly Placed[];
  readonly ids: Ids;
}

/** Ids of what is pointed to again and again, made once: a hash each time is what would take long. */
interface Ids {
  component(subject: string): string;
  observation(fact: string): string;
}

/** One finding in its place. */
export interface Placed {
  readonly finding: Finding;
  readonly assessment: Assessment;
  readonly due: DueDays;
  /** What the ids of the finding and of what belongs to it are made of. */
  readonly key: string;
  /** The risk of the finding. */
  readonly risk: string;
}

/** Every target of a run, in order. */
export function scenesOf({ targets, run }: Everything): readonly Scene[] {
  const keys = targetKeys(targets);
  return targets.map((target, index) => {
    const key = keys[index] ?? '';
    const item = oscalUuid('inventory-item', key);
    const ids = {
      component: remembered((subject) => oscalUuid('component', key, subject)),
      observation: remembered((fact) => oscalUuid('observation', key, fact)),
    };
    const facts = factsById(target.facts);
    return { target, asOf: run.asOf, key, item, facts, placed: placedOf(target, key), ids };
  });
}

function placedOf({ assessments = [] }: TargetReport, key: string): readonly Placed[] {
  return assessments.flatMap((assessment) => {
    const due = dueDays(assessment);
    return assessment.findings.map((finding) => {
      const own = [key, assessment.profile.id, finding.requirement.id, finding.subject, finding.fingerprint].join('\n');
      return { finding, assessment, due, key: own, risk: oscalUuid('risk', own) };
    });
  });
}

/** The objective that a finding is held against: our requirement within its profile. */
export function objectiveId(profile: string, requirement: string): string {
  return oscalToken(`${profile}_${requirement}`);
}

/** The component that stands for what facts and findings of a target are about. */
export function componentId({ ids }: Scene, subject: string): string {
  return ids.component(subject);
}

function remembered(make: (name: string) => string): (name: string) => string {
  const made = new Map<string, string>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const id = make(name);
    made.set(name, id);
    return id;
  };
}
