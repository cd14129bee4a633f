#!/usr/bin/env bash
# `make bench`: the xDS benchmark with Meshkeep as the product, beside a peer on go-control-plane and the lower bound,
# then envoylag: API call → first request on the new split, with one real Envoy. Needs Go, curl and the built dist/.
# RUNS, SIZES, FLOOR and what bench/xds/README.md names can be set; the ports are MESHKEEP_API_PORT and
# MESHKEEP_XDS_PORT. Reports lie in bench/xds/results; docs/benchmarks.md keeps the figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command -v go >/dev/null || { echo 'make bench needs Go on PATH' >&2; exit 1; }
[ -f dist/control-plane.js ] || { echo 'dist/control-plane.js is missing: run make build' >&2; exit 1; }

export CHECKOUT=$PWD
api=http://127.0.0.1:${MESHKEEP_API_PORT:-4040}
xds=127.0.0.1:${MESHKEEP_XDS_PORT:-18000}
export AWS_ACCESS_KEY_ID=AKIABENCH AWS_SECRET_ACCESS_KEY=benchsecret AWS_REGION=us-east-1
export MESHKEEP_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID MESHKEEP_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
export PRODUCT_START='env MESHKEEP_DATA_DIR=$RUN_DIR MESHKEEP_DATABASE_URL=sqlite:$RUN_DIR/bench.db $CHECKOUT/node_modules/.bin/node $CHECKOUT/dist/control-plane.js'
export PRODUCT_ADDR=$xds READY_CMD="curl -sf $api/readyz" SETUP_CMD="bin/setup -api $api -instances"
export CHANGE_URL="$api/v20190125/meshes/bench/virtualRouter/{svc}-router/routes/{svc}-route"
export FLOOR=${FLOOR:-1}

bench/xds/run.sh

echo
echo '== envoylag: one real Envoy, explicit data plane, durable writes'
cd bench/xds
export RUN_DIR=$PWD/results/envoylag
rm -rf "$RUN_DIR" && mkdir -p "$RUN_DIR"
bash -c "exec $PRODUCT_START" >"$RUN_DIR/product.log" 2>&1 &
product=$!
trap 'kill $product 2>/dev/null || true' EXIT
for _ in $(seq 100); do $READY_CMD >/dev/null 2>&1 && break; sleep 0.1; done
$SETUP_CMD
envoy=${MESHKEEP_ENVOY:-$(ls "$CHECKOUT"/.venv/lib/python3*/site-packages/envoy/_bin/envoy 2>/dev/null | head -1)}
bin/envoylag -envoy "${envoy:-envoy}" -addr "$xds" -node-id mesh/bench/virtualNode/vn-000 \
  -node-metadata '{"meshkeep":{"dataplane":"explicit","address":"127.0.0.1","listeners":[{"port":8080,"ingressPort":15010,"appAddress":"127.0.0.1","appPort":8080}],"egressPort":15011,"tcp":[]}}' \
  -change-url "$CHANGE_URL" -change-method PUT \
  -change-body '{"spec":{"httpRoute":{"match":{"prefix":"/"},"action":{"weightedTargets":[{"virtualNode":"{svc}-a","weight":{a}},{"virtualNode":"{svc}-b","weight":{b}}]}}}}'
