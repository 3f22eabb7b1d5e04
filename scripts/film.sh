#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the film of the dashboard in docs/images anew: dashboard.svg, which the README shows, and
# dashboard.cast for asciinema. What is played is written in tests/tui/film.c.
set -u
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1
. "$top/scripts/ground.sh"

need_packages run
build "$top/build" tests/tui/film || exit 1
exec "$top/build/tests/tui/film" "$top/docs/images"
