#!/usr/bin/env bash
# coturn.sh: prints the path of a TURN server for the browser tests: an installed one, else from Debian's package coturn.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if ! command -v turnserver; then
  # The package would start a system service that is open to the network.
  if [ "$(id -u)" -eq 0 ] && command -v systemctl >/dev/null 2>&1; then
    systemctl mask coturn.service >/dev/null 2>&1 || true
    say "the system service coturn stays disabled; 'systemctl unmask coturn' enables it"
  fi
  "$SETUP_DIR/apt.sh" coturn
  command -v turnserver || fail "coturn is installed, but turnserver is not in PATH"
fi
