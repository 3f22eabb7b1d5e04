#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A store on a disk that fills up: a small one in memory, which only this script and what it starts
# can see. What is kept stays usable while the disk is full, and the same command goes on when there
# is room. Ends with 77 (skipped) where no disk can be made.
# Usage: full_disk.sh PIZZERIA
set -u
pizzeria=$(realpath -- "$1") || exit 1
if [ "${2-}" != inside ]; then
    unshare --user --map-root-user --mount true 2>/dev/null || exit 77
    exec unshare --user --map-root-user --mount sh "$0" "$pizzeria" inside
fi
place=$(mktemp -d) || exit 1
trap 'umount "$place/disk"; rm -rf "$place"' EXIT
cd "$place" && mkdir disk || exit 1
mount -t tmpfs -o size=600k tmpfs disk || {
    trap 'rm -rf "$place"' EXIT
    exit 77
}
work="run lunch-rush --replications 500 --format csv --quiet"
failed=0

say() {
    echo "not ok: $*"
    failed=1
}

# shellcheck disable=SC2086 # several words
"$pizzeria" $work >wanted.csv || say "it does not run"
# shellcheck disable=SC2086
"$pizzeria" $work --store disk/store.db >/dev/null 2>said
[ $? -eq 1 ] || say "it did not end with 1 on a full disk"
grep -q "disk/store.db: there is no room left on the disk" said || say "it says: $(cat said)"
kept=$("$pizzeria" results disk/store.db --format csv --days --measure throughput |
    grep -c '^Apach\|^Ngin')
[ "$kept" -gt 100 ] || say "only $kept days are there while the disk is full"
# shellcheck disable=SC2086
"$pizzeria" $work --store disk/store.db >/dev/null 2>said
[ $? -eq 1 ] || say "it did not end with 1 on a disk that is still full"
mount -o remount,size=8m disk || say "no more room could be made"
# shellcheck disable=SC2086
"$pizzeria" $work --store disk/store.db >got.csv || say "it does not go on"
cmp wanted.csv got.csv || say "the result is not the same"
[ "$(ls disk)" = store.db ] || say "there is more left: $(ls disk)"
exit "$failed"
