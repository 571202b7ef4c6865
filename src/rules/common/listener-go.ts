import type { RunningGo } from '../../facts/values/listener.ts';

/** Whether the toolchain that built a program of Go has ML-KEM in TLS by default. Source: Go 1.24 release notes. */
export function hasMlKem(go: RunningGo | null | undefined): go is RunningGo & { readonly version: string } {
  return go?.version != null && !isBefore124(go.version);
}

/** Why a program of Go may not negotiate ML-KEM. Its environment wins over its build. Source: Go doc/godebug. */
export function goCause({ version, built, environment }: RunningGo, path: string): string {
  const setting = (name: string) =>
    environment.find((each) => each.startsWith(`${name}=`)) ?? built.find((each) => each.startsWith(`${name}=`));
  if (version !== null && isBefore124(version))
    return `Go ${version}, which built ${path}, has no ML-KEM in TLS; from 1.24 on it has`;
  if (setting(ML_KEM) === OFF)
    return environment.includes(OFF)
      ? `GODEBUG ${OFF} in its environment switches it off`
      : `${path} was built with ${OFF} (DefaultGODEBUG), which a go line before 1.24 in go.mod brings`;
  const fips = setting('fips140');
  if (fips === 'fips140=on' || fips === 'fips140=only')
    return `${path} runs with ${fips}, in which Go may leave it out (1.24 does)`;
  return `the sources of ${path} name the groups themselves (tls.Config.CurvePreferences)`;
}

/** What to do about it; undefined: nothing that its build or its environment could change. */
export function goRemedy({ version, built, environment }: RunningGo): string | undefined {
  if (version !== null && isBefore124(version))
    return 'Build the program with Go 1.24 or later, and with go 1.24 or later in go.mod.';
  if (environment.includes(OFF)) return `Take ${OFF} out of GODEBUG in the environment of the service, and restart it.`;
  if (built.includes(OFF) && !environment.includes(ON))
    return `Write go 1.24 or later in go.mod, or //go:debug ${ON} in the main package, and build anew; until then set GODEBUG=${ON} in the environment of the service.`;
  return undefined;
}

function isBefore124(version: string): boolean {
  const [major = 0, minor = 0] = version.split(/[.\- ]|rc|beta/).map(Number);
  return major < 1 || (major === 1 && minor < 24);
}

const ML_KEM = 'tlsmlkem';
const OFF = `${ML_KEM}=0`;
const ON = `${ML_KEM}=1`;
