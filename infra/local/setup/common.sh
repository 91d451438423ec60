# Sourced by the other scripts of this folder: cache location, progress output, locking between concurrent setups.
# Progress goes to stderr; stdout contains only the result of a script, a path.

SETUP_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
CACHE_DIR="${SIGNAL_HYBRID_CACHE:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/signal-hybrid}"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 1
}

# Without it, dotnet fails and npm hangs.
[ -n "${HOME:-}" ] || fail "HOME is not set; set it to a writable folder"

# help_on_request ARGUMENT…: with --help, prints the comment at the top of the script and exits.
help_on_request() {
  case "${1:-}" in
    -h | --help) awk 'NR > 1 { if (!sub(/^# ?/, "")) exit; print }' "$0"; exit 0 ;;
  esac
}

need() {
  command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: $2"
}

# once NAME: holds the named lock until the script exits.
once() {
  mkdir -p "$CACHE_DIR/locks" || fail "cannot write to the cache $CACHE_DIR; set SIGNAL_HYBRID_CACHE to a writable folder"
  exec 9>"$CACHE_DIR/locks/$1"
  if ! flock -n 9; then
    say "waiting for another setup of $1 …"
    flock 9
  fi
}

# quietly WHAT COMMAND…: runs a slow command, prints a dot every few seconds, and shows its output only on failure. Background processes of a script
# ignore SIGINT by default; this one must not, or it would continue after Ctrl-C.
quietly() {
  local what="$1" log pid status=0
  shift
  log="$(mktemp)"
  printf '%s ' "$what" >&2
  env --default-signal=INT "$@" >"$log" 2>&1 </dev/null 9>&- &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    printf '.' >&2
    sleep 2 9>&- &
    wait -n "$pid" $! 2>/dev/null || true
  done
  wait "$pid" || status=$?
  if [ "$status" -eq 0 ]; then
    say " done"
  else
    say " failed"
    tail -n 40 "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}
