#!/bin/sh
# Builds the console into src/main/web/dist, for the jar; does nothing when nothing of it has changed since.
set -eu
cd "$(dirname "$0")/src/main/web"
command -v npm >/dev/null || { echo "npm is missing; the console is built with it. Install Node.js 20.19 or newer." >&2; exit 1; }
# npm writes this file last: where it is older than the lock, or missing, the modules are not what the lock says.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
    npm ci --no-fund --no-audit --loglevel=error
fi
built=dist/index.html
if [ -f "$built" ] && [ -z "$(find src index.html package-lock.json package.json tsconfig.json vite.config.ts -newer "$built" -print | head -n 1)" ]; then
    exit 0
fi
npm run --silent build
touch "$built"
