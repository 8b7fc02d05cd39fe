#!/usr/bin/env bash
# Shows that the promises' scenarios can fail: switches off what protects each promise, one after the other, in a copy of the last
# commit, and runs its scenario, which must then fail. About two minutes each.
#
#   tests/UpperBack.Scenarios/protections/run.sh                all of them
#   tests/UpperBack.Scenarios/protections/run.sh 'poison|lead'  those whose name matches an expression
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
copy=$(mktemp -d /tmp/upperback-protections-XXXXXX)
trap 'git -C "$root" worktree remove --force "$copy" >/dev/null 2>&1; rm -rf "$copy"' EXIT
git -C "$root" worktree add -q --detach "$copy" HEAD
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1

unprotected=0
while IFS='~' read -r name file edit filter <&3; do
  [[ -z $name || $name == \#* || ! $name =~ ${1:-.} ]] && continue
  # shellcheck disable=SC2086 # an edit may concern several files
  git -C "$copy" checkout -q . && (cd "$copy" && perl -0pi -e "$edit" $file)
  if git -C "$copy" diff --quiet; then
    echo "$name: the edit changes nothing any more: mend it in protections/list"
    unprotected=$((unprotected + 1))
    continue
  fi
  if ! dotnet build "$copy/tests/UpperBack.Scenarios" -p:SkipWebClient=true -v q >"$copy/build.log" 2>&1; then
    echo "$name: does not build"; grep -m3 error "$copy/build.log"
    unprotected=$((unprotected + 1))
    continue
  fi
  if timeout 600 dotnet test "$copy/tests/UpperBack.Scenarios" --no-build --filter "FullyQualifiedName~$filter" >"$copy/test.log" 2>&1; then
    echo "$name: PASSED without its protection"
    unprotected=$((unprotected + 1))
  else
    echo "$name: failed as it must: $(grep -m1 -A2 'Error Message' "$copy/test.log" | tail -n +2 | tr -s ' \n' ' ' | cut -c1-160)"
  fi
done 3<"$here/list"
exit $((unprotected > 0))
