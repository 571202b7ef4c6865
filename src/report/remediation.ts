import type { Finding } from '../assess/assessment.ts';
import { type Step, shellWord } from '../rules/remedy.ts';
import type { StreamedFormat, TargetReport } from './format.ts';
import { opensslDefaults, SECTION_GUARD, sectionOf, sshDropIns } from './remediation/edits.ts';
import { inOneLine, planFor, type Task } from './remediation/plan.ts';

/** The remedies of every target as a POSIX shell script to be read first: run without --apply it only says what it would do. */
export const remediation: StreamedFormat = {
  id: 'remediation',
  mediaType: 'application/x-sh',
  open: ({ tool, asOf }) => `${opening(`${tool.name} ${tool.version}`, asOf)}\n`,
  one: (target) => `${targetText(target)}\n`,
  close: () => '\nfinish\n',
};

function targetText(target: TargetReport): string {
  const tasks = planFor(target);
  const name = inOneLine(target.name);
  const body = [
    ...tasks.flatMap((task) => taskText(task)),
    ...opensslDefaults(tasks).flatMap(({ file, lines }) =>
      chain(`TLS settings in ${file}`, appendText({ file, block: sectionOf(lines), ...SECTION_GUARD })),
    ),
    ...sshDropIns(tasks).flatMap(({ file, lines }) => chain(file, [call('write_file', file, `${lines.join('\n')}\n`)])),
  ];
  return [
    `\n# --- ${name}`,
    `if wanted ${shellWord(name)}; then`,
    ...(tasks.length === 0
      ? [target.assessments === undefined ? '# not judged: pqready assess tells what to do' : '# nothing to do']
      : body),
    ':',
    'fi',
  ].join('\n');
}

function taskText({ findings, words, steps, refused }: Task): readonly string[] {
  const head = ['', ...findings.map((finding) => `# ${headOf(finding)}`)];
  const hand = refused === undefined ? 'by hand' : `by hand (${inOneLine(refused)})`;
  if (steps.length === 0) return [...head, `# ${hand}:`, ...words.split('\n').map((line) => `#   ${inOneLine(line)}`)];
  const calls = steps.flatMap(stepText);
  const name = findings.map(({ requirement }) => requirement.id).join(', ');
  return calls.length === 0
    ? [...head, '#   below, together with what else goes there']
    : [...head, ...chain(name, calls)];
}

/** Each step only where those before it went well; what stops one task does not stop the next. */
function chain(name: string, calls: readonly string[]): readonly string[] {
  return [...calls.map((each) => `${each} &&`), '  : ||', `  ${call('not_done', name)}`];
}

function headOf({ requirement, subject, weight, shortfall }: Finding): string {
  return inOneLine(`${weight} ${requirement.id} (${requirement.severity}), ${subject}: ${shortfall ?? ''}`);
}

function stepText(step: Step): readonly string[] {
  switch (step.do) {
    case 'run':
      return [call('run', ...step.argv)];
    case 'write':
      return [call('write_file', step.file, step.content)];
    case 'append':
      return appendText(step);
    case 'replace-line':
      return [call('set_line', 'replace', step.file, `${step.line}`, step.name, step.now)];
    case 'insert-line':
      return [call('set_line', 'insert', step.file, `${step.line}`, step.name, step.now)];
    case 'remove-settings':
      return step.names.map((name) => call('remove_setting', step.file, name));
    case 'openssl-default':
    case 'ssh-lines':
      return [];
  }
}

function appendText({ file, block, wants, without }: Omit<Extract<Step, { do: 'append' }>, 'do'>): readonly string[] {
  return [...wants.map((line) => call('needs_line', file, line)), call('append_block', file, block, ...without)];
}

function call(...words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

function opening(tool: string, asOf: string): string {
  return String.raw`#!/bin/sh
# What ${inOneLine(tool)} proposes, judged as on ${asOf}. Read it before you run it.
#   sh remediation.sh [NAME]           says what it would do
#   sh remediation.sh --apply [NAME]   does it, as root, on the system that was scanned
# NAME is the name of a target; without it every target of this file is meant. A file that is changed is kept beside itself as
# FILE.before-pqready. Where a file is no longer what was scanned it is left alone: scan again. Programs and the machine are not
# restarted: that is yours to do.
set -u
apply=no
if [ "${'$'}{1-}" = --apply ]; then apply=yes; shift; fi
chosen=${'$'}{1-}

say() { printf '%s\n' "$*"; }
wanted() { [ -z "$chosen" ] || [ "$chosen" = "$1" ]; }
undone=no
not_done() {
  say "not done: $*" >&2
  undone=yes
}
# Where nothing is applied the rest is shown all the same.
stop() {
  say "stopped: $*" >&2
  [ "$apply" = no ]
}
run() {
  say "run: $*"
  [ "$apply" = no ] || "$@"
}
keep() { if [ -e "$1" ] && [ ! -e "$1.before-pqready" ]; then cp -p "$1" "$1.before-pqready"; fi; }
# The edited text comes on standard input; written into the file, so that its owner, mode and links stay.
# What would be the same again is left as it is.
put() {
  cat > "$1.pqready-new" || return 1
  { [ -e "$1" ] && [ "$(cat "$1"; echo .)" = "$(cat "$1.pqready-new"; echo .)" ]; } ||
    { keep "$1" && cat "$1.pqready-new" > "$1"; } || return 1
  rm -f "$1.pqready-new"
}
write_file() {
  say "write $1:"
  printf '%s' "$2" | sed 's/^/    /'
  [ "$apply" = yes ] || return 0
  mkdir -p "$(dirname "$1")" && printf '%s' "$2" | put "$1"
}
bare() { tr -d ' \t\r' < "$1"; }
needs_line() {
  bare "$1" | grep -qxF -e "$(printf '%s' "$2" | tr -d ' \t')" || stop "$1 has no line $2: do it by hand"
}
# append_block FILE BLOCK NAME...: nothing in the file may set one of the names, unless the block is what sets it.
append_block() {
  file=$1 block=$2
  shift 2
  say "append to $file:"
  say "$block" | sed 's/^/    /'
  case "
$(cat "$file")
" in *"
$block
"*) say '  (stands there already)'; return 0 ;; esac
  for name; do
    if bare "$file" | grep -qi -e "^$name="; then
      stop "$file sets $name already: scan again, or do it by hand" || return 1
    fi
  done
  [ "$apply" = yes ] || return 0
  { cat "$file"; printf '\n%s\n' "$block"; } | put "$file"
}
# stands_behind FILE LINE TEXT: further down in the same section.
stands_behind() {
  at=$2 text=$3 awk '
    NR <= ENVIRON["at"] { next }
    /^[ \t]*\[/ { exit }
    $0 == ENVIRON["text"] { found = 1; exit }
    END { exit !found }' "$1"
}
# set_line replace|insert FILE LINE NAME TEXT: the line must still set NAME.
set_line() {
  say "$1 $2:$3: $5"
  is=$(sed -n "$3p" "$2" | tr -d ' \t')
  case $is in "$4"*) ;; *) stop "$2:$3 no longer sets $4: scan again" || return 1 ;; esac
  if [ "$1" = insert ] && stands_behind "$2" "$3" "$5"; then say '  (stands there already)'; return 0; fi
  [ "$apply" = yes ] || return 0
  how=$1 at=$3 text=$5 awk '
    NR == ENVIRON["at"] { if (ENVIRON["how"] == "insert") print; print ENVIRON["text"]; next }
    { print }' "$2" | put "$2"
}
remove_setting() {
  say "take $2 out of $1"
  [ "$apply" = yes ] || return 0
  name=$2 awk '{ bare = $0; gsub(/[ \t]/, "", bare) } index(bare, ENVIRON["name"] "=") != 1' "$1" | put "$1"
}
finish() {
  [ "$apply" = yes ] || { say 'nothing was changed: --apply does it'; return 0; }
  [ "$undone" = no ] || { say 'done in part: see above, and scan again'; return 1; }
  say 'done: restart what was configured, and scan again'
}`;
}
