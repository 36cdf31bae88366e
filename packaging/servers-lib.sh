# shellcheck shell=bash
# What packaging/servers needs for any server: its folder, its options, its processes, and how a failure is told.

declare -A opt=()
step="start"
step_log=""
started=()
unsafe=$'[][ \t\n"\'@#;{}()$\\\\|*?&<>]'

say() { printf '%s\n' "$*"; }

# Says which step failed and why; what this call started is ended by the EXIT trap.
die() {
    printf 'servers: %s: %s\n' "$step" "$1" >&2
    if [[ -n $step_log && -s $step_log ]]; then
        printf -- '--- last lines of %s\n' "$step_log" >&2
        tail -n 15 "$step_log" >&2
    fi
    exit 1
}

end_what_was_started() {
    local status=$? name
    trap - EXIT
    if ((status != 0)); then
        for name in "${started[@]}"; do
            end_process "$name" || true
        done
    fi
    exit "$status"
}

# The folder must be ours: made by us (it has the mark), or new, or empty.
open_folder() {
    dir=$(realpath -m -- "$dir")
    [[ ! $dir =~ $unsafe ]] || die "the folder's name has a blank or a character that configuration files do not like: $dir"
    ((${#dir} <= 80)) || die "the folder's name is too long for unix sockets (80 letters at most): $dir"
    if [[ ! -e $dir/.taizhang-servers ]]; then
        [[ $command == start ]] || die "no servers were ever started in $dir"
        [[ ! -e $dir || -z $(ls -A "$dir") ]] || die "$dir is not empty and was not made by this program"
        mkdir -p "$dir"
        say "made by packaging/servers; 'packaging/demo reset' may delete this folder" >"$dir/.taizhang-servers"
    fi
    mkdir -p "$dir"/{run,log,etc,state,tmp,nginx}
    mkdir -p "$dir"/{secret,tls,ldap}
    chmod 0700 "$dir"/{secret,tls,ldap}
    exec 9>"$dir/.lock"
    [[ $command == status || $command == sql ]] || flock -w 120 9 || die "another call works on $dir"
    trap end_what_was_started EXIT
    trap 'exit 130' INT TERM
}

option_names=" bin http_port ldap_port workers signin_workers page_rate signin_rate limits address_most accounts sync_every "

# The options of earlier calls, then those of this one.
read_options() {
    local key value
    opt=([bin]="$here/build/release" [http_port]=8080 [ldap_port]="" [workers]="${TAIZHANG_WORKERS:-8}"
         [signin_workers]=2 [page_rate]=50r/s [signin_rate]=30r/m [limits]=yes [address_most]=60 [accounts]="" [sync_every]=120)
    if [[ -f $dir/etc/options ]]; then
        while IFS='=' read -r key value; do
            [[ $option_names != *" $key "* ]] || opt[$key]=$value
        done <"$dir/etc/options"
    fi
    [[ -z ${TAIZHANG_WORKERS:-} ]] || opt[workers]=$TAIZHANG_WORKERS
    only=""
    while (($# > 0)); do
        key=${1#--}
        key=${key//-/_}
        if [[ $key == no_limits ]]; then
            opt[limits]=no
            shift
            continue
        fi
        (($# >= 2)) || die "option $1 needs a value"
        case $1 in
            --only) only=",$2," ;;
            --*) [[ $option_names == *" $key "* ]] || die "unknown option $1"
                 opt[$key]=$2 ;;
            *) die "unknown argument $1" ;;
        esac
        shift 2
    done
    for key in http_port ldap_port workers signin_workers address_most sync_every; do
        [[ ${opt[$key]} =~ ^[0-9]*$ ]] || die "--${key//_/-} must be a number, not '${opt[$key]}'"
    done
    [[ -z ${opt[accounts]} ]] || opt[accounts]=$(realpath -- "${opt[accounts]}")
    opt[bin]=$(realpath -m -- "${opt[bin]}")
}

write_options() {
    local key
    for key in $option_names; do
        printf '%s=%s\n' "$key" "${opt[$key]}"
    done | write_if_changed "$dir/etc/options" || true
}

wanted() { [[ -z $only || $only == *",$1,"* ]]; }

# Writes its input to a file; true when the file was new or different.
write_if_changed() {
    cat >"$1.new"
    if [[ -f $1 ]] && cmp -s "$1" "$1.new"; then
        rm -f "$1.new"
        return 1
    fi
    mv -f "$1.new" "$1"
}

# A file of random hexadecimal digits, made once, without a newline (ldapwhoami -y takes every byte).
make_secret() {
    local file=$dir/secret/$1
    [[ ! -s $file ]] || return 0
    (umask 0377 && openssl rand -hex 32 | tr -d '\n' >"$file.new") && mv -f "$file.new" "$file"
}

pid_of() {
    local pid=""
    [[ ! -r $dir/run/$1.pid ]] || read -r pid <"$dir/run/$1.pid" || true
    printf '%s' "$pid"
}

# Is the process of the pid file still that server? Its command line names our folder; a recycled pid's does not.
alive() {
    local pid
    pid=$(pid_of "$1")
    [[ -n $pid ]] && names_folder "$pid"
}

# Without a pipe: grep -q ends at the first match, and what still wrote into it would fail the whole line.
names_folder() { grep -qzF -- "$dir/" "/proc/$1/cmdline" 2>/dev/null; }

# Starts a program that stays in the foreground as a session of its own, and notes its pid.
begin_process() {
    local name=$1
    shift
    setsid "$@" </dev/null >>"$dir/log/$name.log" 2>&1 9>&- &
    printf '%s\n' $! >"$dir/run/$name.pid"
    disown
    started+=("$name")
    # Until the program itself runs, the pid is a copy of this shell and names nothing.
    while kill -0 "$(pid_of "$name")" 2>/dev/null && ! alive "$name"; do
        sleep 0.01
    done
}

# Those of the process group (a pool's workers outlive a killed supervisor) whose command line names our folder.
group_of() {
    local stat pid group rest
    for stat in /proc/[0-9]*/stat; do
        pid=${stat//[!0-9]/}
        { IFS= read -r rest <"$stat"; } 2>/dev/null || continue
        read -r _ _ group _ <<<"${rest##*) }"
        if [[ $group == "$1" ]] && names_folder "$pid"; then
            printf '%s\n' "$pid"
        fi
    done
}

end_process() {
    local name=$1 pid rest
    pid=$(pid_of "$name")
    [[ -n $pid ]] || return 0
    if alive "$name"; then
        kill -TERM "$pid" 2>/dev/null || true
        wait_until 20 gone "$name" || say "servers: $name (pid $pid) did not end in 20 s and is killed"
    fi
    for rest in $(group_of "$pid"); do
        kill -KILL "$rest" 2>/dev/null || true
    done
    rm -f "$dir/run/$name.pid"
}

gone() { ! alive "$1"; }

# wait_until SECONDS COMMAND…: tries about ten times a second.
wait_until() {
    local end=$((SECONDS + $1))
    shift
    while ((SECONDS <= end)); do
        ! "$@" || return 0
        sleep 0.1
    done
    return 1
}

# Waits for a server that was just started; a server that ended meanwhile is told at once.
wait_ready() {
    local name=$1 end=$((SECONDS + $2))
    shift 2
    while ((SECONDS <= end)); do
        if "$@" >"$dir/tmp/ready.$name" 2>&1; then
            return 0
        fi
        # While a program becomes another (setsid, spawn-fcgi, multiwatch) its command line is empty for a moment.
        alive "$name" || { sleep 0.3; alive "$name"; } || die "the server ended at once"
        sleep 0.1
    done
    die "no answer in time: $(tail -n 1 "$dir/tmp/ready.$name")"
}

port_free() {
    /usr/bin/python3 - "$1" <<'END' 2>/dev/null
import socket, sys
door = socket.socket()
door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
door.bind(("127.0.0.1", int(sys.argv[1])))
door.listen()
END
}

any_free_port() {
    /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# A sum over files, to see whether what was made from them must be made again.
sum_of() { cat -- "$@" | sha256sum | cut -d' ' -f1; }
