import type { Admission } from '../../target/admission.ts';
import type { PlatformChoice } from '../../target/image/platform.ts';
import type { Target } from '../../target/views.ts';

/** A way to name targets on the command line. */
export interface TargetForm {
  /** The name of the file. */
  readonly id: string;
  /** What may be written, as help and errors show it: `dir:PATH`. */
  readonly written: readonly string[];
  /**
   * Opens what the argument names; of images there may be several. What it needs is imported here, and not before.
   * @returns undefined where the argument is of another form
   * @throws UsageError for an argument of this form that names nothing which can be opened
   */
  open(argument: string, options: OpenOptions): Promise<readonly Target[] | undefined>;
}

/** How to open what the user named. */
export interface OpenOptions {
  readonly exec: boolean;
  /** Talk to the host's own listeners. */
  readonly listeners: boolean;
  /** The gate of the run, through which every connection passes. */
  readonly admission: Admission;
  /** Which images of several. */
  readonly platforms: readonly PlatformChoice[];
}
