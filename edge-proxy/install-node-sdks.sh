#!/bin/sh
# Installs the providers' SDKs for Node that the tests run; does nothing when they are what the lock says.
set -eu
cd "$(dirname "$0")/src/test/node"
command -v npm >/dev/null || { echo "npm is missing; the providers' SDKs come through it. Install Node.js 20.19 or newer." >&2; exit 1; }
# npm writes this file last: where it is older than the lock, or missing, the modules are not what the lock says.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
    npm ci --ignore-scripts --no-fund --no-audit --loglevel=error
fi
