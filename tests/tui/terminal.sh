#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The dashboard in a real terminal (tmux): keys, other sizes, stopped and continued, ended by keys
# and by signals; each time the terminal is as it was before. Usage: terminal.sh PIZZERIA
# shellcheck disable=SC2317 # until_true calls what seems never called
set -u
pizzeria=$1
command -v tmux >/dev/null || {
    echo "skipped: tmux is not installed"
    exit 77
}
place=$(mktemp -d) || exit 1
failed=0

# A server of our own, that nobody's settings reach.
mux() {
    env -u TMUX tmux -S "$place/socket" -f /dev/null "$@"
}
trap 'mux kill-server 2>/dev/null; rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM

picture() {
    mux capture-pane -p -t 0
}

not_ok() {
    echo "not ok: $1; the screen:"
    picture
    failed=1
}

# until_true WHAT COMMAND...: waits until the command succeeds, 20 s at most.
until_true() {
    what=$1
    shift
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 400 ] || {
            not_ok "$what"
            return 1
        }
        sleep 0.05
    done
}

on_screen() {
    picture | grep -qF -- "$1"
}

shows() {
    until_true "'$1' does not appear" on_screen "$1"
}

press() {
    mux send-keys -t 0 "$@"
}

# line TEXT: types it into the shell.
line() {
    mux send-keys -t 0 -l "$1"
    press Enter
}

flag_is() {
    [ "$(mux display-message -p -t 0 "#{$1}")" = "$2" ]
}

resize() {
    mux resize-window -t 0 -x "$1" -y "$2"
}

# The shell has the terminal again, and finds it as it left it.
restored() {
    until_true "$1: the alternate screen is not left" flag_is alternate_on 0
    until_true "$1: the cursor stays hidden" flag_is cursor_flag 1
    until_true "$1: the mouse stays taken" flag_is mouse_any_flag 0
    rm -f "$place/after"
    line "stty -a >$place/after.new; mv $place/after.new $place/after"
    until_true "$1: the shell does not answer" test -f "$place/after"
    cmp -s "$place/before" "$place/after" || not_ok "$1: stty -a differs"
}

start() {
    line "clear; $pizzeria watch lunch-rush"
    until_true "the screen is not taken" flag_is alternate_on 1
    shows 'Ngin O'
}

process() {
    shell=$(mux display-message -p -t 0 '#{pane_pid}')
    cat "/proc/$shell/task/$shell/children"
}

mux new-session -d -x 80 -y 24 "env -u NO_COLOR LC_ALL=C.UTF-8 PS1='ready\$ ' \
    XDG_CONFIG_HOME=$place HISTFILE= bash --norc --noprofile" || exit 1
shows 'ready$'
line "stty -a >$place/before.new; mv $place/before.new $place/before"
until_true "the shell does not start" test -f "$place/before"

start
press '?'
shows 'Esc'
press Escape
press 6
shows 'What if'
press 1
for size in '200 50' '60 15' '80 24'; do
    # shellcheck disable=SC2086 # two words
    resize $size
    case $size in
    60*) shows '80 x 24' ;;
    *) shows 'Ngin O' ;;
    esac
done
press C-z
shows 'Stopped'
restored "Ctrl-Z"
line fg
until_true "fg does not bring it back" flag_is alternate_on 1
shows 'Ngin O'
press q
restored "q"

for signal in TERM HUP; do
    start
    # shellcheck disable=SC2046 # a blank stands behind it
    kill "-$signal" $(process)
    restored "kill -$signal"
done

run="watch lunch-rush --replications 2 --quiet"
line "clear; $pizzeria $run 2>$place/said | cat >$place/piped; echo 'piped'=\$?"
shows 'piped=0'
line "clear; TERM=dumb $pizzeria $run 2>>$place/said; echo 'dumb'=\$?"
shows 'dumb=0'
[ "$(grep -c 'no dashboard here' "$place/said")" -eq 2 ] ||
    not_ok "it does not say that there is no dashboard: $(cat "$place/said")"
grep -q 'Ngin O' "$place/piped" || not_ok "no results in the pipe"
if grep -q "$(printf '\033')" "$place/piped"; then
    not_ok "a picture in the pipe"
fi
restored "without a dashboard"

exit "$failed"
