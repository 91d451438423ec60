#!/usr/bin/env bash
# worker.sh: prints the path of a mediasoup-worker. MEDIASOUP_WORKER_BIN wins; then the prebuilt worker that the npm
# package offers; then a build from the package's sources against Debian's libraries. Cached per version and recipe.
set -euo pipefail

if [[ -n "${MEDIASOUP_WORKER_BIN:-}" ]]; then
  [[ -x "$MEDIASOUP_WORKER_BIN" ]] || { echo "MEDIASOUP_WORKER_BIN is not an executable file: $MEDIASOUP_WORKER_BIN" >&2; exit 1; }
  echo "$MEDIASOUP_WORKER_BIN"
  exit 0
fi

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
recipe="$root/infra/local/worker"
package="$root/medianode/Signal.Mediasoup/worker"
version="$(sed -n 's/.*"mediasoup": "\([0-9.]*\)".*/\1/p' "$package/package.json")"
cache="${SIGNAL_HYBRID_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/signal-hybrid}/worker"
hash="$(cd "$recipe" && find . -type f | sort | xargs cat | sha256sum | cut -c1-16)"
target="$cache/$version-$hash"
worker="$target/mediasoup-worker"

if [[ ! -x "$worker" ]]; then
  mkdir -p "$target"
  exec 9>"$target/.lock"
  flock 9
fi

# A worker that does not start, or lacks a library, is no worker: without arguments a good one exits with code 1 or more
# and complains about its environment, and never with 126, 127 or a signal.
starts() {
  local code=0
  "$1" >/dev/null 2>&1 </dev/null || code=$?
  [[ $code -lt 126 ]]
}

prebuilt() {
  local arch libc kernel url temp
  case "$(uname -m)" in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) return 1 ;; esac
  kernel="kernel$(uname -r | cut -d. -f1)"
  libc=""
  url="https://github.com/versatica/mediasoup/releases/download/$version/mediasoup-worker-$version-linux-$arch-$kernel$libc.tgz"
  temp="$(mktemp -d)"
  if curl -fsSL --connect-timeout 10 --max-time 120 "$url" 2>/dev/null | tar xz -C "$temp" 2>/dev/null && starts "$temp/mediasoup-worker"; then
    install -m 755 "$temp/mediasoup-worker" "$worker.new" && mv "$worker.new" "$worker"
    rm -rf "$temp"
    return 0
  fi
  rm -rf "$temp"
  return 1
}

build() {
  "$here/apt.sh" cmake ninja-build pkg-config g++ libabsl-dev libflatbuffers-dev flatbuffers-compiler libsrtp2-dev libuv1-dev libssl-dev
  local modules out
  modules="$("$here/npm.sh" "$package")/node_modules"
  out="$target/build"
  echo "Building mediasoup-worker $version (about a minute)" >&2
  cmake -S "$recipe" -B "$out" -G Ninja -DMEDIASOUP_DIR="$modules/mediasoup" -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" >&2
  ninja -C "$out" >&2
  install -m 755 "$out/mediasoup-worker" "$worker.new"
  mv "$worker.new" "$worker"
  rm -rf "$out"
}

if [[ ! -x "$worker" ]]; then
  echo "Looking for a prebuilt mediasoup-worker $version" >&2
  prebuilt || build
fi
echo "$worker"
