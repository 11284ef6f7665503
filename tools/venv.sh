#!/bin/sh
# Makes the virtual environment named by the first argument with a Python that is new enough.
set -eu

for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    echo "Making the virtual environment with $("$candidate" --version) …"
    if ! "$candidate" -m venv "$1"; then
        rm -rf "$1"
        echo "$candidate cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    exit 0
done
echo "Python 3.11 or newer is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3 …" >&2
exit 1
