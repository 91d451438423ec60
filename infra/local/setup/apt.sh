#!/usr/bin/env bash
# apt.sh pkg…: make sure that these Debian packages are installed. As root it installs what is missing;
# otherwise it prints the exact line to run and fails. Safe to run many times and at once.
set -euo pipefail

missing=()
for package in "$@"; do
  [[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ "$(id -u)" -ne 0 ]]; then
  echo "Packages are missing. Run: sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

exec 9>/tmp/signal-hybrid-apt.lock
flock 9
echo "Installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends "${missing[@]}" >&2 || {
  apt-get update >&2
  apt-get install -y --no-install-recommends "${missing[@]}" >&2
}
