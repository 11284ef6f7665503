#!/bin/sh
# Makes sure that there is a Chromium for the browser tests: on PATH, else Playwright's own, else the system's.
set -eu

for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
as_root=""
[ "$(id -u)" = 0 ] && as_root="--with-deps"
echo "No Chromium on PATH; Playwright installs its own …"
# shellcheck disable=SC2086
playwright install $as_root chromium-headless-shell chromium && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "That failed; trying the system's package manager …"
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy chromium && exit 0
fi
echo "No Chromium could be installed. Install one and put it on PATH; the browser tests need it." >&2
exit 1
