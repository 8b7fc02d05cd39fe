#!/usr/bin/env bash
# The one test command: installs what the tests need, builds everything with warnings as errors, runs every test there is, and
# ends with one line "N passed, N failed". A skipped test, or a test project that did not run, counts as failed.
# Results and logs are in tests/artifacts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_GENERATE_ASPNET_CERTIFICATE=false
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
  command -v node >/dev/null && command -v npm >/dev/null && (($(node -p 'process.versions.node.split(".")[0]') >= 20)) ||
    give_up "Node 20 or later with npm is missing: install it from https://nodejs.org and put node on the PATH."
}

# The tests need real parts: Chromium with a font to draw with, ffmpeg as encoder and judge of video, nginx as a proxy, and PostgreSQL,
# RabbitMQ and Redis, which the tests start themselves on private ports.
require_parts() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
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
  dotnet build UpperBack.sln --no-restore --verbosity quiet || give_up "The build failed."
}

test_web() {
  [[ -f services/Web/package.json ]] || return 0
  say "services/Web"
  (cd services/Web && npm run --silent check) || trouble "services/Web: npm run check"

  local report=$artifacts/web.json status=0
  (cd services/Web && npm test --silent -- --reporter=default --reporter=json --outputFile.json="$report") || status=$?
  if [[ ! -s $report ]]; then
    trouble "services/Web: its tests did not run"
    return
  fi

  local counted
  counted=$(node -e '
    const report = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    console.log(report.numPassedTests, report.numTotalTests - report.numPassedTests);
    for (const file of report.testResults)
      for (const test of file.assertionResults)
        if (test.status !== "passed") console.log(`${test.fullName} (${test.status})`);' "$report")
  count "services/Web" "$status" "$counted"
}

# test_project PROJECT [on-postgres]: its tests with the embedded database, or with one on PostgreSQL.
test_project() {
  local project=$1 way=${2:-} name status=0 results
  name=$(basename "$project" .csproj)
  results=$artifacts/$name${way:+-$way}.trx
  say "$name${way:+ ($way)}"
  # A project outside the solution was not built; one without results did not run.
  grep -q "$name.csproj" UpperBack.sln || { trouble "$name is not in UpperBack.sln"; return; }
  UPPERBACK_TEST_POSTGRES=${way:+own} dotnet test "$project" --no-build --logger "trx;LogFileName=$(basename "$results")" --results-directory "$artifacts" \
    --blame-hang-timeout 10m --blame-hang-dump-type none || status=$?
  if [[ ! -s $results ]]; then
    trouble "$name${way:+ ($way)} did not run"
    return
  fi

  local counted
  counted=$(node -e '
    const trx = require("node:fs").readFileSync(process.argv[1], "utf8");
    const results = [...trx.matchAll(/<UnitTestResult [^>]*>/g)].map(([tag]) => tag);
    const signs = { "&quot;": "\"", "&lt;": "<", "&gt;": ">", "&apos;": "\u0027", "&amp;": "&" };
    const read = (tag, name) => (tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? "").replace(/&\w+;/g, sign => signs[sign] ?? sign);
    const others = results.filter(tag => read(tag, "outcome") !== "Passed");
    console.log(results.length - others.length, others.length);
    for (const tag of others) console.log(`${read(tag, "testName")} (${read(tag, "outcome").toLowerCase()})`);' "$results")
  count "$name${way:+ ($way)}" "$status" "$counted"
}

# count NAME STATUS COUNTED: adds up; the first line of COUNTED holds passed and others, the lines after it name the others.
count() {
  local name=$1 status=$2 good others line
  read -r good others <<<"$3"
  passed=$((passed + good))
  while IFS= read -r line; do
    [[ -n $line ]] && trouble "$name: $line"
  done < <(tail -n +2 <<<"$3")
  if ((good + others == 0)); then trouble "$name ran no test"; fi
  if ((status != 0)) && ((others == 0)); then trouble "$name ended with an error (see above)"; fi
}

rm -rf "$artifacts"
mkdir -p "$artifacts"
require_tools
require_parts
build
test_web
for project in tests/*/*.csproj; do
  case $(basename "$project" .csproj) in
    UpperBack.Testing | UpperBack.Crowd | UpperBack.Benchmarks) ;; # the harness and tools: no tests in them
    *) test_project "$project" ;;
  esac
done

# What slices decide must hold where writers do not wait for each other, too.
for project in tests/UpperBack.{Accounts,Scheduling,Community}.Tests/*.csproj; do
  test_project "$project" on-postgres
done
