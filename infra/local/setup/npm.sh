#!/usr/bin/env bash
# npm.sh folder: installs what the package-lock.json of that folder names (scripts off) into the cache outside the
# checkout, once per lock file, and prints the folder that holds node_modules. Safe to run many times and at once.
set -euo pipefail

source_dir="$(cd "$1" && pwd)"
cache="${SIGNAL_HYBRID_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/signal-hybrid}/npm"
key="$(cat "$source_dir/package.json" "$source_dir/package-lock.json" | sha256sum | cut -c1-16)"
target="$cache/$(basename "$source_dir")-$key"

if [[ ! -f "$target/.complete" ]]; then
  mkdir -p "$cache"
  exec 9>"$target.lock"
  flock 9
  if [[ ! -f "$target/.complete" ]]; then
    echo "npm ci for $source_dir" >&2
    rm -rf "$target"
    mkdir -p "$target"
    cp "$source_dir/package.json" "$source_dir/package-lock.json" "$target/"
    [[ -f "$source_dir/.npmrc" ]] && cp "$source_dir/.npmrc" "$target/"
    (cd "$target" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    touch "$target/.complete"
  fi
fi
echo "$target"
