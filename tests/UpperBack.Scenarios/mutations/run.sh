#!/usr/bin/env bash
# Shows that the promises' scenarios can fail: switches off what protects each promise, one after the other, in a copy of the last
# commit, and runs its scenario, which must then fail by an assertion. What is switched off is marked in the code by comments such as
# "// mutation poison" (see mutate.mjs); list names the scenario of each. About two minutes each.
#
#   tests/UpperBack.Scenarios/mutations/run.sh                all of them
#   tests/UpperBack.Scenarios/mutations/run.sh 'poison|lead'  those whose name matches an expression
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
copy=$(mktemp -d /tmp/upperback-mutations-XXXXXX)
trap 'git -C "$root" worktree remove --force "$copy" >/dev/null 2>&1; rm -rf "$copy"' EXIT
git -C "$root" worktree add -q --detach "$copy" HEAD
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
unset UPPERBACK_PROMISES

survived=0
survives() {
  echo "$*"
  survived=$((survived + 1))
}

while read -r name filter <&3; do
  [[ -z $name || $name == \#* || ! $name =~ ^(${1:-.*})$ ]] && continue
  git -C "$copy" checkout -q .
  if ! node "$here/mutate.mjs" "$copy" "$name" >/dev/null; then
    survives "$name: nothing in services or shared is marked with 'mutation $name'"
    continue
  fi
  if ! dotnet build "$copy/tests/UpperBack.Scenarios" -p:SkipWebClient=true -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -v q >"$copy/build.log" 2>&1; then
    survives "$name: does not build: $(grep -m1 error "$copy/build.log")"
    continue
  fi
  timeout -k 10 600 dotnet test "$copy/tests/UpperBack.Scenarios" --no-build --filter "FullyQualifiedName~$filter" >"$copy/test.log" 2>&1
  status=$?
  why=$(grep -m1 -A2 'Error Message' "$copy/test.log" | tail -n +2 | tr -s ' \n' ' ' | cut -c1-160)
  if ((status == 0)); then
    survives "$name: PASSED although it is switched off"
  elif ((status >= 124)); then
    survives "$name: ended by no assertion within ten minutes"
  elif [[ -z $why ]]; then
    survives "$name: failed by no assertion: $(tail -n 1 "$copy/test.log")"
  else
    echo "$name: failed as it must: $why"
  fi
done 3<"$here/list"
exit $((survived > 0))
