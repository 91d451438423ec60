#!/usr/bin/env bash
# client.sh: builds the client SDK's demo page into the media node's wwwroot, unless its sources are those of the last build.
# Prints the client's folder, whose node_modules is then in place.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

root="$(cd "$SETUP_DIR/../../.." && pwd)"
client="$root/medianode/client"
page="$root/medianode/Signal.MediaNode/wwwroot"
stamp="$root/.local/client.stamp"

# Without an installation of the developer's own, node_modules is a link into the cache.
if [ ! -d "$client/node_modules" ] || [ -L "$client/node_modules" ]; then
  modules="$("$SETUP_DIR/npm.sh" "$client")/node_modules"
  ln -sfn "$modules" "$client/node_modules"
fi

state() { (cd "$client" && find . \( -name node_modules -o -name dist \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum); }

now="$(state)"
if [ ! -f "$page/index.html" ] || [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$now" ]; then
  quietly "building the demo page" npm --prefix "$client" run build:demo || fail "the demo page could not be built"
  mkdir -p "$(dirname "$stamp")"
  printf '%s\n' "$now" >"$stamp"
fi
printf '%s\n' "$client"
