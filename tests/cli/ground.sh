#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ./run and ./check in a project and a system that are made up: what they install, build and start,
# and what they say. Usage: ground.sh PROJECT
set -u
project=$1
failed=0
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
log=$place/log

# expect WHAT FILE TEXT: the text stands in the file; refuse: it does not.
expect() {
    grep -qF -- "$3" "$2" || {
        echo "not ok: $1: no '$3' in: $(cat "$2")"
        failed=1
    }
}

refuse() {
    if grep -qF -- "$3" "$2"; then
        echo "not ok: $1: '$3' in: $(cat "$2")"
        failed=1
    fi
}

# tool NAME SCRIPT: a made-up program.
tool() {
    printf '#!/bin/sh\n%s\n' "$2" >"$place/bin/$1"
    chmod +x "$place/bin/$1"
}

# shellcheck disable=SC2016 # the made-up programs expand these, not this one
# A project that needs building, on a Debian where libgsl-dev is missing, for one who is not root.
make_up() {
    rm -rf "${place:?}/project" "${place:?}/bin"
    mkdir -p "$place/project/scripts" "$place/bin"
    cp "$project/run" "$project/check" "$project/packages" "$place/project"
    cp "$project/scripts/ground.sh" "$place/project/scripts"
    for name in awk cat chmod cp dirname env grep mkdir printf rm sed sh tail tr touch; do
        ln -s "$(command -v $name)" "$place/bin/$name"
    done
    : >"$log"
    tool id 'echo 1000'
    tool sudo "echo sudo \"\$@\" >>$log; exec \"\$@\""
    tool apt-get "echo apt-get \"\$@\" >>$log"
    tool dpkg-query 'shift 2
for name in "$@"; do
    case $name in
    libgsl-dev) echo "$name not-installed" ;;
    *) echo "$name installed" ;;
    esac
done'
    tool meson "echo meson \"\$1\" >>$log
case \$1 in
setup) mkdir -p \"\$2/meson-logs\" \"\$2/cli\" && touch \"\$2/build.ninja\" ;;
test) printf 'Ok:   5\nExpected Fail: 1\nFail:   2\nTimeout:  1\n' >\"\$3/meson-logs/testlog.txt\"; exit 1 ;;
esac"
    tool ninja "case \" \$* \" in *' -n '*) echo would build; exit ;; esac
echo ninja \"\$@\" >>$log
printf '#!/bin/sh\necho started in \$PWD with \"<\$1>\" \"<\$2>\"\n' >\"\$2/cli/pizzeria\"
chmod +x \"\$2/cli/pizzeria\""
}

start() {
    PATH=$place/bin "$place/project/$1" "${2-}" "${3-}" >"$place/out" 2>"$place/said"
    status=$?
}

make_up
cd "$place" || exit 1
start run 'one argument' two
expect "what is missing is said" "$place/said" "packages that are missing: libgsl-dev"
expect "it is installed" "$log" "install -y --no-install-recommends libgsl-dev"
expect "by sudo" "$log" "sudo apt-get update"
refuse "nothing else is" "$log" "libjansson-dev"
expect "arguments and folder stay" "$place/out" "started in $place with <one argument> <two>"
[ "$status" -eq 0 ] || failed=1

make_up
tool id 'echo 0'
start run
expect "root installs" "$log" "apt-get update"
refuse "without sudo" "$log" "sudo"

make_up
tool apt-get 'exit 100'
start run
[ "$status" -eq 1 ] || failed=1
expect "a failure is said" "$place/said" "could not be installed"
refuse "and nothing is built" "$log" "ninja"

make_up
rm "$place/bin/apt-get" "$place/bin/dpkg-query"
start run
[ "$status" -eq 1 ] || failed=1
expect "elsewhere the packages are named" "$place/said" "libgsl-dev"
refuse "and nothing is built" "$log" "ninja"

make_up
# shellcheck disable=SC2016
tool dpkg-query 'shift 2; for name in "$@"; do echo "$name installed"; done'
start run
: >"$log"
tool ninja 'echo "ninja: no work to do."'
start run
[ ! -s "$place/said" ] || {
    echo "not ok: with nothing to do it says: $(cat "$place/said")"
    failed=1
}
[ ! -s "$log" ] || failed=1

make_up
tool ninja 'exit 1'
start run
[ "$status" -eq 1 ] || failed=1
refuse "what was not built is not started" "$place/out" "started"
start check
[ "$status" -eq 1 ] || failed=1
expect "a failed build counts" "$place/out" "0 passed, 1 failed"

make_up
start check
[ "$status" -eq 1 ] || failed=1
expect "tests are counted" "$place/out" "6 passed, 3 failed"

exit "$failed"
