#!/usr/bin/env bash
# promtool.sh: prints the path of promtool for the tests of infra/observability: an installed one, else from Debian's package prometheus.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/daemon.sh" promtool prometheus
