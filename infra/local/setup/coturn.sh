#!/usr/bin/env bash
# coturn.sh: prints the path of a TURN server for the browser tests: an installed one, else from Debian's package coturn.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/daemon.sh" turnserver coturn
