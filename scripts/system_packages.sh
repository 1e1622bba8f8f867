#!/bin/sh
# Installs the Debian or Ubuntu packages named on the command line that are missing.
# Where it may not install, it says what to install and stops.
#
#     scripts/system_packages.sh python3-venv chromium fonts-noto-cjk
set -eu

any_of() {
  for name in "$@"; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}

missing=""
for package in "$@"; do
  case $package in
    chromium)
      # Any browser of this family will do. Ubuntu calls its package otherwise.
      any_of chromium google-chrome google-chrome-stable chromium-browser && continue
      grep -qs '^ID=ubuntu' /etc/os-release && package=chromium-browser
      ;;
    python3-venv) python3 -c 'import ensurepip' 2>/dev/null && continue ;;
    fonts-*) fc-list 2>/dev/null | grep -qi 'cjk' && continue ;;
    *) dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' && continue ;;
  esac
  missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! any_of apt-get; then
  echo "These system packages are missing, and there is no apt-get to install them:$missing" >&2
  echo "Install what your system calls them, then run the same command again." >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  run=""
elif any_of sudo && sudo -n true 2>/dev/null; then
  run="sudo"
else
  echo "These system packages are missing:$missing" >&2
  echo "Install them, then run the same command again: sudo apt-get install$missing" >&2
  exit 1
fi
echo "Installing:$missing"
$run apt-get update -qq
# The words of $missing are names of packages, to be split.
# shellcheck disable=SC2086
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
