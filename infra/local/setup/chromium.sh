#!/usr/bin/env bash
# chromium.sh: prints the path of a Chromium for the browser tests: CHROMIUM, else an installed browser, else the Debian package.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

starts() { timeout 60 "$1" --version >/dev/null 2>&1 </dev/null; }

# On Ubuntu the command of that name only prints how to install a snap.
installed() {
  local name path
  for name in chromium google-chrome google-chrome-stable chromium-browser; do
    if path="$(command -v "$name")" && starts "$path"; then
      printf '%s\n' "$path"
      return 0
    fi
  done
  return 1
}

packaged() {
  case "$(LC_ALL=C apt-cache policy chromium 2>/dev/null | sed -n 's/^ *Candidate: //p')" in
    "" | "(none)" | *snap*) return 1 ;;
  esac
}

if [ -n "${CHROMIUM:-}" ]; then
  starts "$CHROMIUM" || fail "the browser in CHROMIUM does not start: $CHROMIUM"
  printf '%s\n' "$CHROMIUM"
  exit 0
fi

if ! installed; then
  if ! packaged && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    quietly "updating the package lists" apt-get update -q || fail "apt-get update failed"
  fi
  packaged || fail "no browser is installed, and this system has no Chromium package; install Google Chrome (https://www.google.com/chrome), or set CHROMIUM to the path of a Chromium"
  "$SETUP_DIR/apt.sh" chromium
  installed || fail "the installed chromium does not start"
fi
