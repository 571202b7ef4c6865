#!/usr/bin/env bash
# One scan as a gate: reports into REPORTS, annotations into the log, a summary where the server takes one. Ends as pqready does:
# 0 nothing failed, 1 a finding failed, 3 something required is unknown, 2 usage. All it needs comes in by the environment:
#   TARGETS, PROFILES     one a line
#   FAIL_ON, UNKNOWN      as the options of the same names
#   BASELINE, WAIVERS, LOCATION   optional
#   REPORTS               directory, made where it is missing
#   PQREADY               the program (default: pqready)
set -uo pipefail

reports=${REPORTS:-pqready-reports}
mkdir -p "$reports" || exit 2
arguments=(scan)

# Targets come by a file: a name that begins with a dash stays a name.
printf '%s\n' "${TARGETS:?name what to scan}" >"$reports/targets.txt"
arguments+=("@$reports/targets.txt")

while IFS= read -r profile; do
  [ -z "$profile" ] || arguments+=(--profile "$profile")
done <<<"${PROFILES:-}"
arguments+=(--fail-on "${FAIL_ON:-high}" --unknown "${UNKNOWN:-fail}")
[ -z "${BASELINE:-}" ] || arguments+=(--baseline "$BASELINE")
[ -z "${WAIVERS:-}" ] || arguments+=(--waivers "$WAIVERS")
[ -z "${LOCATION:-}" ] || arguments+=(--sarif-location "$LOCATION")

"${PQREADY:-pqready}" "${arguments[@]}" --yes \
  --output "sarif=$reports/pqready.sarif" \
  --output "json=$reports/pqready.json" \
  --output "junit=$reports/pqready.xml" \
  --output "markdown=$reports/pqready.md" \
  --output github
status=$?

[ -z "${GITHUB_OUTPUT:-}" ] || printf 'exit-code=%s\n' "$status" >>"$GITHUB_OUTPUT"
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || [ ! -f "$reports/pqready.md" ] || cat "$reports/pqready.md" >>"$GITHUB_STEP_SUMMARY"
exit "$status"
