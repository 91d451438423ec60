#!/usr/bin/env bash
# worker.sh: prints the path of a mediasoup-worker: MEDIASOUP_WORKER_BIN, else the prebuilt worker of mediasoup, else a build from
# the sources in the npm package against Debian's libraries. Cached per version and build recipe.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ -n "${MEDIASOUP_WORKER_BIN:-}" ]; then
  [ -f "$MEDIASOUP_WORKER_BIN" ] && [ -x "$MEDIASOUP_WORKER_BIN" ] || fail "MEDIASOUP_WORKER_BIN is not an executable file: $MEDIASOUP_WORKER_BIN"
  printf '%s\n' "$MEDIASOUP_WORKER_BIN"
  exit 0
fi

need node "install Node 20 or later"

root="$(cd "$SETUP_DIR/../../.." && pwd)"
recipe="$root/infra/local/worker"
package="$root/medianode/Signal.Mediasoup/worker"
version="$(sed -n 's/.*"mediasoup": "\([0-9.]*\)".*/\1/p' "$package/package.json")"
hash="$(cd "$recipe" && find . -type f | sort | xargs cat | sha256sum | cut -c1-16)"
target="$CACHE_DIR/worker/$version-$hash"
worker="$target/mediasoup-worker"
work="$target/work"

# A worker that is started without its channel exits with code 41; one with a missing library or an older libc fails before that.
starts() {
  local code=0
  env -u MEDIASOUP_VERSION "$1" >/dev/null 2>&1 </dev/null || code=$?
  [ "$code" -eq 41 ]
}

keep() {
  install -m 755 "$1" "$worker.new"
  mv "$worker.new" "$worker"
}

# fetch URL FILE
fetch() {
  NODE_USE_ENV_PROXY=1 node --input-type=module - "$1" "$2" >/dev/null 2>&1 <<'JS'
import { writeFile } from 'node:fs/promises';
const [url, file] = process.argv.slice(2);
const answer = await fetch(url, { signal: AbortSignal.timeout(120_000) });
if (!answer.ok) process.exit(1);
await writeFile(file, Buffer.from(await answer.arrayBuffer()));
JS
}

prebuilt() {
  local arch
  case "$(uname -m)" in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) return 1 ;; esac
  local name="mediasoup-worker-$version-linux-$arch-kernel$(uname -r | cut -d. -f1).tgz"
  fetch "https://github.com/versatica/mediasoup/releases/download/$version/$name" "$work/worker.tgz" \
    && tar xzf "$work/worker.tgz" -C "$work" 2>/dev/null \
    && starts "$work/mediasoup-worker" \
    && keep "$work/mediasoup-worker"
}

build() {
  "$SETUP_DIR/apt.sh" cmake ninja-build pkg-config g++ libabsl-dev libflatbuffers-dev flatbuffers-compiler libsrtp2-dev libuv1-dev libssl-dev
  local modules out="$work/build"
  modules="$("$SETUP_DIR/npm.sh" "$package")/node_modules"
  quietly "configuring mediasoup-worker $version" \
    cmake -S "$recipe" -B "$out" -G Ninja -DMEDIASOUP_DIR="$modules/mediasoup" -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" \
    || fail "mediasoup-worker cannot be built on this system"
  quietly "building mediasoup-worker $version (about a minute)" ninja -C "$out" || fail "mediasoup-worker could not be built"
  starts "$out/mediasoup-worker" || fail "the built mediasoup-worker does not start"
  keep "$out/mediasoup-worker"
}

ready() { [ -x "$worker" ] && starts "$worker"; }

if ! ready; then
  once worker
  if ! ready; then
    rm -rf "$work"
    mkdir -p "$work"
    trap 'rm -rf "$work"' EXIT
    say "looking for a prebuilt mediasoup-worker $version"
    if ! prebuilt; then
      say "no compatible prebuilt worker was found; building from source"
      build
    fi
  fi
fi
printf '%s\n' "$worker"
