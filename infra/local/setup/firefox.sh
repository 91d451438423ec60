#!/usr/bin/env bash
# firefox.sh: prints the path of a Firefox for the browser tests: FIREFOX, else an installed browser, else Debian's package firefox-esr.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

starts() { timeout 60 "$1" --version >/dev/null 2>&1 </dev/null; }

# On Ubuntu the command of that name can be a script that only installs a snap, whose browser cannot read profiles in /tmp.
installed() {
  local name path
  for name in firefox-esr firefox; do
    if path="$(command -v "$name")" && [[ "$(readlink -f "$path")" != *snap* ]] && starts "$path"; then
      printf '%s\n' "$path"
      return 0
    fi
  done
  return 1
}

packaged() {
  case "$(LC_ALL=C apt-cache policy firefox-esr 2>/dev/null | sed -n 's/^ *Candidate: //p')" in
    "" | "(none)") return 1 ;;
  esac
}

if [ -n "${FIREFOX:-}" ]; then
  starts "$FIREFOX" || fail "the browser in FIREFOX does not start: $FIREFOX"
  printf '%s\n' "$FIREFOX"
  exit 0
fi

if ! installed; then
  if ! packaged && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    quietly "updating the package lists" apt-get update -q || fail "apt-get update failed"
  fi
  packaged || fail "no Firefox is installed, and this system has no package firefox-esr; install Firefox (https://www.mozilla.org/firefox), or set FIREFOX to its path"
  "$SETUP_DIR/apt.sh" firefox-esr
  installed || fail "the installed firefox-esr does not start"
fi
