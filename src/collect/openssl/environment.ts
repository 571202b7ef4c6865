import { readShellAssignments } from '../../codec/shell-assignments.ts';
import type { Gap } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView, ImageView } from '../../target/views.ts';

/** The environment that a target gives to every session, as far as OpenSSL looks at it. */
export interface SystemEnvironment {
  readonly env: Readonly<Record<string, string>>;
  readonly gaps: readonly Gap[];
}

/**
 * Reads /etc/environment, which pam_env gives to each session; services get what their units say. In an image each process gets
 * what its configuration says, which counts more. HOME and PATH are always set.
 */
export async function readSystemEnvironment(files: FileView, image: ImageView | undefined): Promise<SystemEnvironment> {
  const content = await files.read(targetPath('/etc/environment'), 64 * 1024);
  const why = content.state === 'hidden' ? describeHidden(content) : '';
  const gaps: readonly Gap[] =
    content.state === 'hidden' ? [{ kind: 'openssl.configuration', subject: 'OpenSSL configuration', why }] : [];
  const text = content.state === 'seen' ? new TextDecoder().decode(content.value) : '';
  const assigned = readShellAssignments(text).map(({ name, value }) => [name, value]);
  const fromImage = Object.fromEntries(image?.configuration.environment ?? []);
  return { env: { ...ALWAYS_SET, ...Object.fromEntries(assigned), ...fromImage }, gaps };
}

const ALWAYS_SET = { HOME: '/', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
