#!/usr/bin/env bash
# Installs Azurite (the storage emulator) from npm into the cache, once, and prints the folder that holds node_modules/azurite.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need node "install Node 20 or later"
need npm "install Node 20 or later with npm"

recipe="$SETUP_DIR/azurite"
key="$(cat "$recipe/package.json" "$recipe/package-lock.json" | sha256sum | cut -c1-12)"
target="$CACHE_DIR/npm/azurite-$key"

if [ ! -f "$target/.complete" ]; then
  once azurite
  if [ ! -f "$target/.complete" ]; then
    rm -rf "$target"
    mkdir -p "$target"
    cp "$recipe/package.json" "$recipe/package-lock.json" "$recipe/.npmrc" "$target/"
    quietly "installing Azurite from npm (365 MB, once per machine)" npm --prefix "$target" ci --ignore-scripts --no-audit --no-fund \
      || fail "npm could not install Azurite"
    touch "$target/.complete"
  fi
fi
printf '%s\n' "$target"
