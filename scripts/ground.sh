# SPDX-License-Identifier: GPL-3.0-or-later
# What ./run, ./check and .ci/run share: the packages, building, and counting tests. To be read by a
# POSIX shell with `top` set to the project's folder. Everything is said on standard error, so that
# standard output belongs to the program.

say() {
    printf '%s\n' "$*" >&2
}

# packages_for STEP...: the names of the packages of these steps, on one line.
packages_for() {
    for step in "$@"; do
        sed -n "s/^$step //p" "$top/packages"
    done | tr '\n' ' '
}

# Without dpkg nobody can tell what is installed, but the build can be tried.
can_build() {
    for tool in cc meson ninja pkg-config; do
        command -v "$tool" >/dev/null || return 1
    done
    pkg-config --exists cmocka gsl jansson libfyaml ncursesw sqlite3
}

# need_packages STEP...: installs what is missing of the packages of these steps, or stops.
need_packages() {
    wanted=$(packages_for "$@")
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        can_build && return
        say "This system is not Debian. Please install what these Debian packages hold: $wanted"
        exit 1
    fi
    # shellcheck disable=SC2086 # one word a package
    missing=$(
        dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
            awk -v wanted="$wanted" '
                $2 == "installed" { installed[$1] = 1 }
                END {
                    count = split(wanted, names, " ")
                    for (n = 1; n <= count; n++)
                        if (!(names[n] in installed))
                            printf "%s ", names[n]
                }'
    )
    [ -n "$missing" ] || return 0
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    say "Installing the Debian packages that are missing: $missing"
    # shellcheck disable=SC2086 # one word a package
    if ! $as_root apt-get update >&2 ||
        ! $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends $missing >&2; then
        say "They could not be installed. Please install them and try again."
        exit 1
    fi
}

# build DIRECTORY TARGETS [MESON OPTIONS...]: sets the directory up if need be, and builds the
# targets (separated by spaces; "" for all) without a word if there is nothing to do.
build() {
    directory=$1 targets=$2
    shift 2
    if [ ! -f "$directory/build.ninja" ]; then
        say "Setting up $directory"
        rm -rf "$directory"
        meson setup "$directory" "$top" "$@" >&2 || return 1
    fi
    # shellcheck disable=SC2086 # one word a target
    case $(ninja -C "$directory" -n $targets) in
    *"no work to do"*) return ;;
    esac
    # shellcheck disable=SC2086
    ninja -C "$directory" $targets >&2
}

# test_in DIRECTORY [MESON TEST OPTIONS...]: runs the tests and adds to `passed` and `failed`.
test_in() {
    directory=$1
    shift
    log=$directory/meson-logs/testlog.txt
    rm -f "$log"
    meson test -C "$directory" --no-rebuild --print-errorlogs "$@" >&2
    status=$?
    good=$(awk '$1 == "Ok:" { sum += $2 } /^Expected Fail:/ { sum += $3 } END { print sum + 0 }' \
        "$log" 2>/dev/null)
    bad=$(awk '$1 == "Fail:" || $1 == "Timeout:" { sum += $2 } /^Unexpected Pass:/ { sum += $3 }
        END { print sum + 0 }' "$log" 2>/dev/null)
    passed=$((passed + ${good:-0}))
    failed=$((failed + ${bad:-0}))
    # A suite that could not be run has failed, too.
    [ "$status" -eq 0 ] || [ "${bad:-0}" -gt 0 ] || failed=$((failed + 1))
}
