#!/bin/sh
# Installs the Debian packages that are named and not there yet.
set -eu
if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: the libraries behind these packages must be there: $*" >&2
    exit 0
fi
missing=
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
for command in apt-get $as_root; do
    command -v "$command" >/dev/null && continue
    echo "Squall needs these packages (their Debian names), and $command is not there to install them:$missing" >&2
    exit 1
done
echo "Installing:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
