#!/bin/sh
# Qt needs a few libraries that small Linux installations lack. Installs them where that can be done without asking;
# elsewhere says what is missing. Never fails: without them the program edits without a window.
[ "$(uname -s)" = Linux ] || exit 0
missing=""
for library in libEGL.so.1 libGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libfontconfig.so.1 libglib-2.0.so.0; do
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q "$library" || missing="$missing $library"
done
[ -z "$missing" ] && exit 0
packages="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 fonts-dejavu-core"
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq $packages >/dev/null && exit 0
fi
echo "The window needs system libraries that are missing:$missing."
echo "On Debian or Ubuntu: sudo apt-get install $packages"
exit 0
