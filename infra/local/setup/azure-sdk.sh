#!/usr/bin/env bash
# azure-sdk.sh: prints true or false: which build this checkout is. The environment variable AzureSdk wins; then what was remembered in
# .azuresdk.props; else the packages of the AzureSdk=true build are tried, once, and the answer is remembered. Says which and why on stderr.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

root="$(cd "$SETUP_DIR/../../.." && pwd)"
memory="$root/.azuresdk.props"

decide() {
  say "AzureSdk=$1: $2"
  printf '%s\n' "$1"
  exit 0
}

remembered() {
  local value reason
  [ -f "$memory" ] || return 0
  value="$(sed -n 's:.*<AzureSdk[^>]*>\(true\|false\)</AzureSdk>.*:\1:p' "$memory")"
  reason="$(sed -n 's:.*<!-- \(.*\) -->.*:\1:p' "$memory")"
  [ -z "$value" ] || decide "$value" "$reason (remembered in .azuresdk.props; delete it to try again)"
}

case "${AzureSdk:-}" in
  true | false) decide "$AzureSdk" "asked for" ;;
esac

remembered
once azure-sdk
remembered

remember() {
  printf '<Project>\n  <!-- %s -->\n  <PropertyGroup>\n    <AzureSdk>%s</AzureSdk>\n  </PropertyGroup>\n</Project>\n' "$2" "$1" >"$memory.new"
  mv "$memory.new" "$memory"
  decide "$1" "$2"
}

temp="$(mktemp -d)"
trap 'rm -rf "$temp"' EXIT
say "looking for the packages of Azure Functions and Service Bus"
status=0
# In the foreground: a group of its own would outlive a set-up that is stopped.
timeout --foreground 180 dotnet restore "$SETUP_DIR/azure-sdk/AzureSdk.csproj" -p:AzureSdk=true -p:BaseIntermediateOutputPath="$temp/" --disable-build-servers \
  >"$temp/log" 2>&1 9>&- || status=$?
missing="$(sed -n 's/.*error NU110[0-9]: Unable to find package \([^ ]*[^ .]\).*/\1/p' "$temp/log" | sort -u | head -n 1)"
if [ "$status" -eq 0 ]; then
  remember true "the packages of Azure Functions and Service Bus can be restored"
elif [ -n "$missing" ]; then
  remember false "the package $missing cannot be had here, so the app runs on the embedded host over plain AMQP"
else
  decide false "the packages could not be looked for ($(grep -m 1 -o 'error.*' "$temp/log" | cut -c1-120 || echo 'no answer in time')); the next start tries again"
fi
