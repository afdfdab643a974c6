#!/bin/sh
# Builds the pages of the client library into .build/docc; a warning is a failure.
#
# Usage: docc.sh [FOLDER], where FOLDER holds another build than .build.
set -eu
cd "$(dirname "$0")/.."
scratch=${1:-.build}
swift build --scratch-path "$scratch" --target WebSocketClient
bin=$(swift build --scratch-path "$scratch" --show-bin-path)
graphs=$scratch/symbolgraphs
rm -rf "$graphs"
mkdir -p "$graphs"
machine=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p' | head -1)
swift symbolgraph-extract -module-name WebSocketClient -I "$bin/Modules" \
    -Xcc "-fmodule-map-file=$bin/CLinuxShims.build/module.modulemap" \
    -Xcc -fmodule-map-file=Sources/COpenSSL/module.modulemap -Xcc -fmodule-map-file=Sources/CZlib/module.modulemap \
    -target "$machine" -minimum-access-level public -skip-synthesized-members -output-dir "$graphs"
docc convert Sources/WebSocketClient/WebSocketClient.docc --additional-symbol-graph-dir "$graphs" \
    --fallback-display-name WebSocketClient --fallback-bundle-identifier squall.WebSocketClient \
    --output-path "$scratch/docc" --warnings-as-errors
