#!/usr/bin/env bash
# azurite.sh: prints the folder that holds node_modules/azurite, the storage emulator; installs it if it is not cached.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
exec "$here/npm.sh" "$here/azurite"
