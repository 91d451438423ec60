#!/bin/sh
# keep-node-count.sh: azd runs it before it deploys the template. With automatic scaling it sets SIGNAL_NODE_COUNT to the current number of machines, so that
# the deployment does not change it.
set -eu
[ "${SIGNAL_NODE_FLOOR:-0}" -gt 0 ] && [ -n "${AZURE_RESOURCE_GROUP:-}" ] || exit 0
command -v az >/dev/null || { echo "error: the Azure CLI is missing; install it, since the deployment would otherwise undo automatic scaling" >&2; exit 1; }
exists="$(az group exists --name "$AZURE_RESOURCE_GROUP")"
[ "$exists" = true ] || exit 0
count="$(az vmss list --resource-group "$AZURE_RESOURCE_GROUP" --query "[?ends_with(name, '-nodes')].sku.capacity | [0]" --output tsv)"
[ -z "$count" ] || azd env set SIGNAL_NODE_COUNT "$count"
