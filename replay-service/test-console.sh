#!/bin/sh
# Runs the console's own tests; build-console.sh has installed what they need.
set -eu
cd "$(dirname "$0")/src/main/web"
npm run --silent test
