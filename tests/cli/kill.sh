#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A run that is killed again and again, at moments that come as they come, ends with the result that
# it has when nobody kills it; and what was kept when it was killed is still there afterwards.
# Usage: kill.sh PIZZERIA
set -u
pizzeria=$(realpath -- "$1") || exit 1
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 1
work="run lunch-rush --replications 1500 --threads 2 --format csv --quiet"
failed=0

say() {
    echo "not ok: $*"
    failed=1
}

# kept: how many days are in the store.
kept() {
    "$pizzeria" results store.db --format csv --days --measure throughput 2>/dev/null |
        grep -c '^Apach\|^Ngin'
}

# shellcheck disable=SC2086 # several words
"$pizzeria" $work >wanted.csv || say "it does not run"
begun=$(date +%s)
kills=0
before=0
delay=1
# Delays that grow by a quarter, so that it is done at last however slow the machine is.
while :; do
    # shellcheck disable=SC2086
    "$pizzeria" $work --store store.db >got.csv 2>said &
    pid=$!
    sleep "$(awk "BEGIN { print $delay / 100 }")"
    kill -9 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    status=$?
    [ "$status" -eq 137 ] || break
    kills=$((kills + 1))
    now=$(kept)
    [ "$now" -ge "$before" ] || say "$before days were kept, but after killing it again $now are"
    before=$now
    delay=$((delay + 1 + delay / 4))
    [ $(($(date +%s) - begun)) -lt 60 ] || break
done
[ "$status" -eq 0 ] || say "it ended with $status: $(cat said)"
[ "$kills" -ge 3 ] || say "it was killed only $kills times"
[ "$before" -gt 0 ] || say "nothing was kept when it was killed"
cmp wanted.csv got.csv || say "the result is not the same"
[ "$(ls)" = "$(printf 'got.csv\nsaid\nstore.db\nwanted.csv')" ] || say "there is more left: $(ls)"
echo "killed $kills times; $before of 3000 days were kept when it was last killed"
exit "$failed"
