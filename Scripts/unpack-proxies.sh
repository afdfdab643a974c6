#!/bin/sh
# Unpacks nginx and HAProxy into a folder, for the tests: nothing is installed, and no service is started. Where there are
# no Debian packages, the tests that need them are left out.
set -eu
folder=$1
if ! command -v dpkg >/dev/null || ! command -v apt-get >/dev/null; then
    echo "Not a Debian system: the tests with nginx and HAProxy are left out" >&2
    exit 0
fi
mkdir -p "$folder"
cd "$folder"
packages='nginx haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1'
# shellcheck disable=SC2086
apt-get download -qq $packages 2>/dev/null || {
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    apt-get download -qq $packages
}
for package in *.deb; do dpkg -x "$package" .; done
rm -f ./*.deb
