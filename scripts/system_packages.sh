#!/bin/sh
# Installs the Debian or Ubuntu packages named on the command line that are missing.
# Where it may not install, it says what to install and stops.
#
#     scripts/system_packages.sh python3-venv chromium fonts-noto-cjk
set -eu

missing=""
for package in "$@"; do
  case $package in
    # Chromium may be there under another name, for example as a snap on Ubuntu.
    chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing="$missing $package" ;;
    python3-venv) python3 -c 'import ensurepip' 2>/dev/null || missing="$missing $package" ;;
    *) dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  run=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  run="sudo"
else
  echo "These system packages are missing:$missing" >&2
  echo "Install them, then run the same command again: sudo apt-get install$missing" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null; then
  echo "These system packages are missing, and there is no apt-get to install them:$missing" >&2
  echo "Install what your system calls them, then run the same command again." >&2
  exit 1
fi
echo "Installing:$missing"
$run apt-get update -qq
# Words of $missing are package names, to be split.
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends $missing >/dev/null
