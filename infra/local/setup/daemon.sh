#!/usr/bin/env bash
# daemon.sh PROGRAM PACKAGE: prints the path of a program: an installed one, else from the Debian package, whose system service of the same name stays disabled.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

program="$1" package="$2"
if ! command -v "$program"; then
  # The package would start a system service that is open to the network.
  if [ "$(id -u)" -eq 0 ] && command -v systemctl >/dev/null 2>&1; then
    systemctl mask "$package.service" >/dev/null 2>&1 || true
    say "the system service $package stays disabled; 'systemctl unmask $package' enables it"
  fi
  "$SETUP_DIR/apt.sh" "$package"
  command -v "$program" || fail "$package is installed, but $program is not in PATH"
fi
