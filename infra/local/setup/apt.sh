#!/usr/bin/env bash
# apt.sh PACKAGE…: ensures that the Debian packages are installed. As root it installs missing ones; as another user it prints the command to run.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

command -v dpkg-query >/dev/null 2>&1 || fail "this system is not Debian or Ubuntu; install these packages: $*"

missing=()
for package in "$@"; do
  installed "$package" || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  say "packages are missing; run this line, then try again:"
  say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
  exit 1
fi

once apt
export DEBIAN_FRONTEND=noninteractive
quietly "updating the package lists" apt-get update -q || fail "apt-get update failed"
quietly "installing ${missing[*]}" apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" \
  || fail "apt-get could not install: ${missing[*]}"
