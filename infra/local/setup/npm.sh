#!/usr/bin/env bash
# npm.sh FOLDER: installs the packages of the folder's package-lock.json (without install scripts) into the cache, once per lock file,
# and prints the folder that holds node_modules.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need node "install Node 20 or later"
need npm "install Node 20 or later with npm"

recipe="$(cd "$1" && pwd)"
name="$(basename "$recipe")"
key="$(cat "$recipe/package.json" "$recipe/package-lock.json" | sha256sum | cut -c1-16)"
target="$CACHE_DIR/npm/$name-$key"

if [ ! -f "$target/.complete" ]; then
  once "npm-$name"
  if [ ! -f "$target/.complete" ]; then
    rm -rf "$target"
    mkdir -p "$target"
    cp "$recipe/package.json" "$recipe/package-lock.json" "$target/"
    [ ! -f "$recipe/.npmrc" ] || cp "$recipe/.npmrc" "$target/"
    quietly "installing the npm packages of $name" npm --prefix "$target" ci --ignore-scripts --no-audit --no-fund --loglevel=error \
      || fail "npm could not install the packages of $name"
    touch "$target/.complete"
  fi
fi
printf '%s\n' "$target"
