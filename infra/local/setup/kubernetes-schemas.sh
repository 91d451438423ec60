#!/usr/bin/env bash
# kubernetes-schemas.sh: prints the folder that holds node_modules/kubernetes-models, the JSON schemas of the Kubernetes API; installs it if it is not cached.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
exec "$here/npm.sh" "$here/kubernetes-schemas"
