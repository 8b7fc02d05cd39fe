#!/usr/bin/env bash
# The one test command: installs what the tests need, builds everything with warnings as errors, checks the layout of the code, runs
# every test there is, and ends with a table of what each part took and one line "N passed, N failed". A skipped test, or a test
# project that did not run, counts as failed. Results and logs are in tests/artifacts. It is one file, so that it needs nothing but a
# shell before it has installed the rest.
#
#   tests/run.sh                            as CI does
#   UPPERBACK_PROMISES=full tests/run.sh    with the promises' scenarios and the video's proofs in full, within the limits promised
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# No process here lives long enough to earn back what measuring its own code costs.
export DOTNET_TieredPGO=0
export MSBUILDDISABLENODEREUSE=1 npm_config_update_notifier=false npm_config_fund=false NO_COLOR=1
unset FORCE_COLOR

artifacts=$PWD/tests/artifacts
passed=0
failed=0
troubles=()

say() { printf '\n== %s\n' "$*"; }

trouble() {
  failed=$((failed + 1))
  troubles+=("$*")
}

# Whatever happens, the last line says how it went.
finish() {
  local status=$?
  trap - EXIT
  [[ -z ${scratch:-} ]] || rm -rf "$scratch"
  if ((status != 0)) && ((failed == 0)); then trouble "tests/run.sh stopped early"; fi
  if ((passed == 0)) && ((failed == 0)); then trouble "no test ran"; fi
  if ((${#troubles[@]} > 0)); then
    say "What failed"
    printf '  %s\n' "${troubles[@]}"
  fi
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  if ((failed > 0)); then exit 1; fi
}
trap finish EXIT

give_up() {
  trouble "$*"
  exit 1
}

require_tools() {
  command -v dotnet >/dev/null && grep -q '^10\.' <<<"$(dotnet --list-sdks)" ||
    give_up "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download and put dotnet on the PATH."
  command -v node >/dev/null && command -v npm >/dev/null && [[ $(node -p '(([a, b]) => a > 20 || (a == 20 && b >= 19))(process.versions.node.split("."))') == true ]] ||
    give_up "Node 20.19 or later with npm is missing: install it from https://nodejs.org and put node on the PATH."
}

# The tests need real parts: Chromium with a font to draw with, ffmpeg as encoder and judge of video, nginx as a proxy, and PostgreSQL,
# RabbitMQ and Redis, which the tests start themselves on private ports.
require_parts() {
  local missing=()
  # Chromium without a window costs tests a third less, but not every system has it.
  command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || missing+=(chromium-headless-shell)
  command -v ffmpeg >/dev/null || missing+=(ffmpeg)
  command -v nginx >/dev/null || [[ -x /usr/sbin/nginx ]] || missing+=(nginx-light)
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  command -v rabbitmq-server >/dev/null || [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || missing+=(rabbitmq-server)
  command -v redis-server >/dev/null || missing+=(redis-server)
  [[ -n "$(find /usr/share/fonts /usr/local/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ]] || missing+=(fonts-dejavu-core)
  ((${#missing[@]} == 0)) && return

  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || give_up "Missing: ${missing[*]}. Install it, or run this as root or with sudo at hand."
    as_root=(sudo)
  fi
  command -v apt-get >/dev/null || give_up "Missing: ${missing[*]}. Install it with this system's package manager."
  say "Installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq

  # Programs are wanted, not services: while it installs, nothing may be started. A policy that is there already is left alone.
  local policy=/usr/sbin/policy-rc.d own_policy=0 installed=1
  if [[ ! -e $policy ]]; then
    own_policy=1
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$artifacts/apt.log" ||
    installed=0
  if ((own_policy)); then "${as_root[@]}" rm -f "$policy"; fi
  ((installed)) ||
    give_up "apt-get could not install ${missing[*]}; see tests/artifacts/apt.log."
}

build() {
  say "Building"
  dotnet restore UpperBack.sln --locked-mode --verbosity quiet ||
    give_up "The restore failed. If a lock file is old, build once without this script and commit the packages.lock.json that changed."

  # One compiler for all projects, which ends with the build: each one's own would first compile the analyzers.
  local status=0
  dotnet build UpperBack.sln --no-restore --verbosity quiet -p:UseSharedCompilation=true || status=$?
  dotnet build-server shutdown --vbcscompiler >/dev/null || true
  ((status == 0)) || give_up "The build failed."
}

# A group of tests keeps what it says in a log and what came of it in a report, so that groups may run beside each other. A report's
# first line is "SECONDS PROCESSOR-SECONDS PASSED OTHERS"; each line after it names something that failed.
report() {
  local name=$1 cost=$2 status=$3 counted=$4 good others
  read -r good others <<<"$counted"
  {
    echo "$cost ${good:-0} ${others:-0}"
    tail -n +2 <<<"$counted"
    if [[ -z $counted ]]; then
      echo "did not run"
    elif ((good + others == 0)); then
      echo "ran no test"
    elif ((status != 0)) && ((others == 0)); then
      echo "ended with an error (see its log)"
    fi
  } >"$artifacts/$name.report"
}

# Sets $processor to the processor time of all that this very shell has run so far, in seconds.
read_processor() {
  local file=$artifacts/times.$BASHPID
  times >"$file"
  processor=$(tail -n 1 "$file" | awk -F'[ms ]+' '{ printf "%d", $1 * 60 + $2 + $3 * 60 + $4 }')
  rm -f "$file"
}

# in_group NAME COMMAND...: runs it with its log, and shows the log when it is over.
in_group() {
  local name=$1 log=$artifacts/$1.log
  shift
  "$@" >"$log" 2>&1 || true
  flock "$artifacts" cat <(say "$name") "$log"
}

# The layout of the code: no test, and so not counted as one.
check_layout() {
  local began=$SECONDS wrong=""
  { dotnet tool restore && dotnet csharpier check .; } ||
    wrong="the C# code is not laid out as CSharpier does it: run 'dotnet tool restore && dotnet csharpier format .'"
  {
    echo "$((SECONDS - began)) - 0 0"
    [[ -z $wrong ]] || echo "$wrong"
  } >"$artifacts/Layout.report"
}

test_web() {
  local began=$SECONDS results=$artifacts/web.json status=0 counted=""
  npm --prefix services/Web run --silent check || status=$?
  npm --prefix services/Web test --silent -- --reporter=default --reporter=json --outputFile.json="$results" || status=$?
  if [[ -s $results ]]; then
    counted=$(node -e '
      const report = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
      console.log(report.numPassedTests, report.numTotalTests - report.numPassedTests);
      for (const file of report.testResults)
        for (const test of file.assertionResults)
          if (test.status !== "passed") console.log(`${test.fullName} (${test.status})`);' "$results")
  fi
  report "Web" "$((SECONDS - began)) -" "$status" "$counted"
}

# test_project NAME [WAY]: all its tests; those that do (measuring) or do not (waiting) measure how late something comes; or all with
# a database on PostgreSQL instead of the embedded one (on-postgres).
test_project() {
  local project=$1 way=${2:-} began=$SECONDS processor used status=0 counted="" postgres="" filter=()
  local name=$project${way:+-$way} results=$artifacts/$project${way:+-$way}.trx
  case $way in
    on-postgres) postgres=own ;;
    measuring) filter=(--filter "Measures=time") ;;
    waiting) filter=(--filter "Measures!=time") ;;
  esac
  read_processor
  used=$processor
  UPPERBACK_TEST_POSTGRES=$postgres dotnet test "tests/$project" --no-build "${filter[@]}" --logger "trx;LogFileName=$name.trx" --results-directory "$artifacts" \
    --blame-hang-timeout 10m --blame-hang-dump-type none || status=$?
  if [[ -s $results ]]; then
    counted=$(node -e '
      const trx = require("node:fs").readFileSync(process.argv[1], "utf8");
      const results = [...trx.matchAll(/<UnitTestResult [^>]*>/g)].map(([tag]) => tag);
      const signs = { "&quot;": "\"", "&lt;": "<", "&gt;": ">", "&apos;": "\u0027", "&amp;": "&" };
      const read = (tag, name) => (tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? "").replace(/&\w+;/g, sign => signs[sign] ?? sign);
      const others = results.filter(tag => read(tag, "outcome") !== "Passed");
      console.log(results.length - others.length, others.length);
      for (const tag of others) console.log(`${read(tag, "testName")} (${read(tag, "outcome").toLowerCase()})`);' "$results")
  fi
  read_processor
  report "$name" "$((SECONDS - began)) $((processor - used))" "$status" "$counted"
}

# lane FIRST LAST: takes one group after the other out of the queue and runs it, with ports of its own between FIRST and LAST. A group
# is a test project, with +WAY behind it (see test_project), or Web, or Layout.
lane() {
  export UPPERBACK_TEST_PORTS=$1-$2
  local group
  while group=$(flock "$artifacts" sed -i -e '1{w /dev/stdout' -e 'd}' "$queue") && [[ -n $group ]]; do
    case $group in
      Web) in_group Web test_web ;;
      Layout) in_group Layout check_layout ;;
      *+*) in_group "${group/+/-}" test_project "${group%+*}" "${group#*+}" ;;
      *) in_group "$group" test_project "$group" ;;
    esac
  done
}

# add_up GROUP...: all reports together, with a table of what each group cost.
add_up() {
  local group file seconds processor good others line
  say "What each took: seconds, and seconds of processors"
  for group in "$@"; do
    file=$artifacts/${group/+/-}.report
    if [[ ! -s $file ]]; then
      trouble "${group/+/-} did not run"
      continue
    fi
    read -r seconds processor good others <"$file"
    printf '  %-40s %5d %5s %6d passed %4d failed\n' "${group/+/-}" "$seconds" "$processor" "$good" "$others"
    passed=$((passed + good))
    while IFS= read -r line; do
      [[ -n $line ]] && trouble "${group/+/-}: $line"
    done < <(tail -n +2 "$file")
  done
}

rm -rf "$artifacts"
mkdir -p "$artifacts"
require_tools
require_parts
build
built_after=$SECONDS

# What tests store is thrown away after them: where memory is plenty, it need not go to a disk. No promise is weaker for it, for what a
# killed process has written outlives it in memory, too.
if [[ -d /dev/shm && $(df --output=avail -k /dev/shm | tail -n 1) -gt 6000000 ]]; then
  scratch=$(mktemp -d /dev/shm/upperback-tests-XXXXXX)
  chmod 755 "$scratch"
  export TMPDIR=$scratch
fi

# Much of what tests do is waiting, for other processes and for pages, so three lanes share two processors well; they take the longest
# groups first. What slices decide must hold where writers do not wait for each other, too: some run again on PostgreSQL.
groups=(
  UpperBack.Scenarios+waiting UpperBack.Browser+waiting UpperBack.Scenarios+measuring UpperBack.Conformance UpperBack.Streaming.Tests
  UpperBack.Browser+measuring UpperBack.Host.Tests UpperBack.Community.Tests+on-postgres UpperBack.Accounts.Tests+on-postgres Web
  UpperBack.{Live,Community}.Tests UpperBack.Scheduling.Tests{+on-postgres,} UpperBack.Accounts.Tests UpperBack.Architecture Layout
)

for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  case $name in
    UpperBack.Testing | UpperBack.Crowd | UpperBack.Benchmarks) continue ;; # the harness and tools: no tests in them
  esac
  [[ " ${groups[*]} " == *" $name "* || " ${groups[*]} " == *" $name+waiting "*" $name+measuring "* ]] ||
    trouble "$name is in no lane of tests/run.sh"
  grep -q "$name.csproj" UpperBack.sln || trouble "$name is not in UpperBack.sln"
done

# Limits of time grow with what else runs. In full, what measures how late something comes is held to what is promised, and runs alone.
queue=$artifacts/queue
alone=none
[[ ${UPPERBACK_PROMISES:-} != full ]] || alone=measuring
printf '%s\n' "${groups[@]}" | grep -v "+$alone$" >"$queue"
export UPPERBACK_BESIDE_OTHERS=1
lane 20000 23999 &
lane 24000 27999 &
lane 28000 31999 &
wait
printf '%s\n' "${groups[@]}" | grep "+$alone$" >"$queue" || true
unset UPPERBACK_BESIDE_OTHERS
lane 20000 31999 &
wait
rm "$queue"
add_up "${groups[@]}"
printf '  %-40s %5d\n  %-40s %5d\n' "(build)" "$built_after" "(all)" "$SECONDS"
