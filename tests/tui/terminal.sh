#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The dashboard in a real terminal (tmux): keys, the mouse, other sizes, stopped and continued, ended
# by keys, by signals and by the loss of the terminal, with few colours and none, and where there can
# be no dashboard; each time the terminal, and what stood on it, is as it was before.
# Usage: terminal.sh PIZZERIA GOLDEN, the latter being the folder of test_screens' files.
# shellcheck disable=SC2317 # until_true calls what seems never called
set -u
pizzeria=$1 golden=$2
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

# click X Y: presses and lets go the left button there, as xterm tells it (SGR, from 1).
click() {
    for end in M m; do
        # shellcheck disable=SC2046 # a word each byte
        mux send-keys -t 0 -H $(printf '\033[<0;%d;%d%s' "$1" "$2" "$end" | od -An -tx1)
    done
}

# wheel DIRECTION: turns it up (64) or down (65).
wheel() {
    # shellcheck disable=SC2046
    mux send-keys -t 0 -H $(printf '\033[<%d;40;12M' "$1" | od -An -tx1)
}

# click_on TEXT: where it stands on the screen now.
click_on() {
    row=$(picture | grep -nF -- "$1" | head -n 1)
    before=${row%%"$1"*}
    column=$(printf '%s' "${before#*:}" | LC_ALL=C.UTF-8 wc -m)
    click $((column + 1)) "${row%%:*}"
}

# The shell has the terminal again, and finds it, and what stood there, as it left it.
restored() {
    until_true "$1: the alternate screen is not left" flag_is alternate_on 0
    until_true "$1: the cursor stays hidden" flag_is cursor_flag 1
    until_true "$1: the mouse stays taken" flag_is mouse_any_flag 0
    until_true "$1: the keypad stays taken" flag_is keypad_flag 0
    rm -f "$place/after"
    line "stty -a >$place/after.new; mv $place/after.new $place/after"
    until_true "$1: the shell does not answer" test -f "$place/after"
    cmp -s "$place/before" "$place/after" || not_ok "$1: stty -a differs"
    if on_screen '? help'; then
        not_ok "$1: the dashboard is still there"
    fi
}

# start [SETTING...]: with settings of the environment.
start() {
    line "clear; echo stood here; $* $pizzeria watch lunch-rush; echo ended=\$?"
    until_true "the screen is not taken" flag_is alternate_on 1
    shows 'Ngin O'
}

# ended HOW STATUS: the program has, and what stood on the screen stands there again.
ended() {
    shows "ended=$2"
    on_screen 'stood here' || not_ok "$1: what stood on the screen is gone"
    restored "$1"
}

process() {
    shell=$(mux display-message -p -t 0 '#{pane_pid}')
    cat "/proc/$shell/task/$shell/children"
}

send_signal() {
    # shellcheck disable=SC2046 # a blank stands behind it
    kill "-$1" $(process)
}

has_ended() {
    ! kill -0 "$1" 2>/dev/null
}

is_golden() {
    picture >"$place/picture"
    cmp -s "$place/picture" "$golden/$1"
}

has_gone_on() {
    [ "$(picture | sed -n 2p)" != "$1" ]
}

colored() {
    mux capture-pane -e -p -t 0 | grep -q "$(printf '\033')\\[[0-9;]*38;5;"
}

mux new-session -d -x 80 -y 24 "env -u NO_COLOR LC_ALL=C.UTF-8 PS1='ready\$ ' \
    TERM=xterm-256color XDG_CONFIG_HOME=$place HISTFILE= bash --norc --noprofile" || exit 1
shows 'ready$'
line "ulimit -c 0; stty -a >$place/before.new; mv $place/before.new $place/before"
until_true "the shell does not start" test -f "$place/before"

# Keys, and other sizes while the day goes on.
start
until_true "no colours" colored
press '?'
shows 'Help: kitchens'
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

# The mouse.
resize 120 40
shows '3 charts'
click_on '3 charts'
shows 'waiting on the phone'
click 2 40 # the first key of the bar
shows 'Couriers'
press g
shows 'Go to'
wheel 65
shows '› the next time a cook stands still'
wheel 64
shows '› the next lost call'
click_on 'the next delivery'
shows 'PAUSED'
resize 80 24
shows '1 kitchens  2 3 4' # laid out anew: the bar is short now
click_on 'PAUSED'
shows 'running'
before=$(picture | sed -n 2p)
until_true "the day does not go on after a click" has_gone_on "$before"

# Stopped by the key, by a signal, with another size when it comes back.
press C-z
shows 'Stopped'
restored "Ctrl-Z"
line "clear; fg"
until_true "fg does not bring it back" flag_is alternate_on 1
shows 'Ngin O'
send_signal TSTP
shows 'Stopped'
restored "kill -TSTP"
resize 120 41
line "clear; fg"
until_true "fg does not bring it back" flag_is alternate_on 1
shows 'What each cook does'

resize 120 40

# What the terminal shows is what the tests without one compare.
press g
shows 'Go to'
press -l '12:25'
press Enter
until_true "the view differs from its golden file" \
    is_golden kitchens-lunch-rush-120x40.txt
press A
until_true "the view in ASCII differs from its golden file" \
    is_golden kitchens-lunch-rush-120x40-ascii.txt
press A
resize 80 24
shows 'Ngin O'
press q
restored "q"

for signal in TERM:143 HUP:129 INT:130 SEGV:139 ABRT:134; do
    start
    send_signal "${signal%:*}"
    ended "kill -${signal%:*}" "${signal#*:}"
done

start NO_COLOR=1
if colored; then
    not_ok "colours in spite of NO_COLOR"
fi
press q
ended "NO_COLOR" 0

start LC_ALL=C
shows 'Delivered'
if picture | LC_ALL=C grep -q '[^ -~]'; then
    not_ok "more than ASCII where the locale is not UTF-8"
fi
press q
ended "LC_ALL=C" 0

# Terminals of fewer colours and abilities; the latter two have no screen to go back to. (Not linux:
# there ncurses loads a library for its mouse that loses some bytes, which counts as a leak.)
start TERM=screen
press 2
shows 'cooks 1 to'
press q
ended "TERM=screen" 0
for term in ansi vt100; do
    line "clear; TERM=$term $pizzeria watch lunch-rush; echo $term=\$?"
    shows 'Delivered'
    press 2
    shows 'cooks 1 to'
    press q
    shows "$term=0"
    restored "TERM=$term"
done

# The terminal goes away.
mux new-window -d -n lost "TERM=xterm-256color LC_ALL=C.UTF-8 XDG_CONFIG_HOME=$place $pizzeria \
    watch lunch-rush"
lost=$(mux display-message -p -t lost '#{pane_pid}')
until_true "nothing in the second window" sh -c \
    "tmux -S '$place/socket' capture-pane -p -t lost | grep -q 'Ngin O'"
mux kill-window -t lost
until_true "it outlives its terminal" has_ended "$lost"

run="watch lunch-rush --replications 2 --quiet"
line "clear; $pizzeria $run 2>$place/said | cat >$place/piped; echo 'piped'=\$?"
shows 'piped=0'
for term in dumb no-such-terminal; do
    line "clear; TERM=$term $pizzeria $run 2>>$place/said; echo '$term'=\$?"
    shows "$term=0"
done
[ "$(grep -c 'no dashboard here' "$place/said")" -eq 3 ] ||
    not_ok "it does not say that there is no dashboard: $(cat "$place/said")"
grep -q 'Ngin O' "$place/piped" || not_ok "no results in the pipe"
if grep -q "$(printf '\033')" "$place/piped"; then
    not_ok "a picture in the pipe"
fi
restored "without a dashboard"

exit "$failed"
