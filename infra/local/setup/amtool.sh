#!/usr/bin/env bash
# amtool.sh: prints the path of amtool for the tests of infra/observability: an installed one, else from Debian's package prometheus-alertmanager.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/daemon.sh" amtool prometheus-alertmanager
