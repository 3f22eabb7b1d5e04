#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One piece of work done three ways: by one program, by the shards that GNU parallel starts, and by
# the tasks of a job array on a Slurm cluster of one node, which this script starts and stops. The
# results must be the same to the last byte.
#
# usage: shards.sh PIZZERIA [SHARDS [REPLICATIONS]]
#
# Needs the Debian packages parallel, slurm-wlm and munge; what is not installed is left out, and
# said. A Slurm of one's own needs root.
# shellcheck disable=SC2317 # what `timed` and `trap` call is not unreachable
set -u
pizzeria=$(realpath -- "${1:?usage: shards.sh PIZZERIA [SHARDS [REPLICATIONS]]}") || exit 1
shards=${2-4}
replications=${3-500}
place=$(mktemp -d) || exit 1
started=""
failed=0

work="sweep lunch-rush --vary kitchen.cooks=4..40:4 --replications $replications"

say() {
    printf '%s\n' "$*"
}

# Ends only what was started here.
clean() {
    for file in $started; do
        [ ! -s "$place/$file" ] || kill "$(cat "$place/$file")" 2>/dev/null
    done
    [ -z "$started" ] || sleep 1
    rm -rf "$place"
}
trap clean EXIT
trap 'exit 130' INT TERM

have() {
    command -v "$1" >/dev/null || {
        say "$1: not installed; left out"
        return 1
    }
}

# timed WHAT COMMAND...: how long it takes, on the clock on the wall.
timed() {
    what=$1
    shift
    begin=$(date +%s.%N)
    "$@" || failed=1
    say "$what: $(echo "$(date +%s.%N) $begin" | awk '{ printf "%.1f s", $1 - $2 }')"
}

alone() {
    # shellcheck disable=SC2086 # several words
    "$pizzeria" $work --format csv --quiet >"$place/alone.csv"
}

# joined NAME: joins the stores NAME-*.db, and compares what the whole prints from them.
joined() {
    "$pizzeria" merge "$place/$1.db" "$place/$1"-*.db 2>&1 | sed "s|$place/||" || failed=1
    # shellcheck disable=SC2086
    "$pizzeria" $work --format csv --quiet --store "$place/$1.db" >"$place/$1.csv" || failed=1
    if cmp -s "$place/alone.csv" "$place/$1.csv"; then
        say "$1: the same to the last byte"
    else
        say "$1: NOT THE SAME"
        failed=1
    fi
}

with_parallel() {
    # One thread each: here the shards are what runs side by side.
    seq "$shards" | parallel --will-cite "$pizzeria $work --threads 1 --quiet \
        --shard {}/$shards --store $place/parallel-{}.db"
}

# A cluster of one node: this machine. Its ports are not Slurm's usual ones.
start_slurm() {
    node=$(hostname -s)
    mkdir -p "$place/state" "$place/spool"
    chmod 755 "$place"
    head -c 128 /dev/urandom >"$place/key"
    chmod 400 "$place/key"
    cat >"$place/slurm.conf" <<EOF
ClusterName=pizzeria
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$place/munge.socket
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd.pid
SlurmctldLogFile=$place/slurmctld.log
SlurmdLogFile=$place/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SchedulerParameters=sched_min_interval=100000,batch_sched_delay=0
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
EOF
    SLURM_CONF=$place/slurm.conf
    export SLURM_CONF
    started="slurmd.pid slurmctld.pid munged.pid"
    munged --force --socket="$place/munge.socket" --key-file="$place/key" \
        --pid-file="$place/munged.pid" --log-file="$place/munged.log" \
        --seed-file="$place/munged.seed" 2>"$place/munged.said" &&
        slurmctld && slurmd || return 1
    tries=0
    until sinfo --noheader -o %t 2>/dev/null | grep -q idle; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || return 1
        sleep 0.2
    done
}

with_slurm() {
    cat >"$place/job.sh" <<EOF
#!/bin/sh
exec $pizzeria $work --threads 1 --shard auto \\
    --store $place/slurm-\$SLURM_ARRAY_TASK_ID.db
EOF
    sbatch --quiet --wait --array="1-$shards" --output="$place/task-%a.log" "$place/job.sh"
}

say "pizzeria $work"
timed "one program, $(nproc) threads" alone
if have parallel; then
    timed "GNU parallel, $shards shards of one thread" with_parallel
    joined parallel
fi
if have sbatch && have slurmctld && have munged; then
    if start_slurm; then
        timed "Slurm, an array of $shards tasks" with_slurm
        sed "s|$place/||" "$place"/task-*.log
        joined slurm
    else
        say "Slurm could not be started:"
        tail -n 3 "$place"/*.log "$place/munged.said" 2>/dev/null
        failed=1
    fi
fi
exit "$failed"
