#!/usr/bin/env bash
# Makes sure that commands and fonts from Debian are there: debian-packages.sh <need>... where a need is a command
# (chromium, iptables, ip, strace, venv) or fonts. Installs what is missing where it may (root and apt-get), else
# names it and fails.
set -euo pipefail

declare -A package=(
  [chromium]=chromium [iptables]=iptables [ip]=iproute2 [strace]=strace [setpriv]=util-linux
  [fonts]="fonts-noto-cjk fonts-liberation" [venv]=python3-venv
)

present() {
  case "$1" in
    fonts) fc-list 2>/dev/null | grep -q 'Noto Sans CJK' && fc-list | grep -q 'Liberation' ;;
    venv) python3 -c 'import venv, ensurepip' 2>/dev/null ;;
    *) command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] ;;
  esac
}

missing=()
for need in "$@"; do
  present "$need" || missing+=(${package[$need]})
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing from Debian: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fontconfig >/dev/null
else
  echo "missing Debian packages: ${missing[*]}" >&2
  echo "install them, for example: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
