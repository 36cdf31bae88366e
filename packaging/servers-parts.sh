# shellcheck shell=bash
# The servers, one after the other: how each is set up, started and asked whether it is ready.

base="dc=taizhang,dc=example"
parts=(mariadb slapd schema pools nginx)

start_all() {
    local part
    step="port"
    if wanted nginx && ! alive nginx && ! port_free "${opt[http_port]}"; then
        die "port ${opt[http_port]} on 127.0.0.1 is taken by another program"
    fi
    step="programs"
    if wanted pools || wanted schema; then
        [[ -x ${opt[bin]}/taizhang && -x ${opt[bin]}/taizhangctl ]] || die "no taizhang and taizhangctl in ${opt[bin]}: build first"
    fi
    if ! alive slapd; then
        [[ -n ${opt[ldap_port]} ]] && port_free "${opt[ldap_port]}" || opt[ldap_port]=$(any_free_port)
    fi
    write_options
    step="secrets"
    for part in app signin ctl migrate seal audit sync ldap ldap_root csrf_key audit_key seal_key; do
        make_secret "$part" || die "cannot write $dir/secret/$part"
    done
    [[ -f $dir/etc/clock_offset ]] || say 0 >"$dir/etc/clock_offset"
    make_shared_folder exports
    make_shared_folder evidence
    mkdir -p -m 0700 "$dir/seal" "$dir/checkpoints"
    ! write_worker_conf || end_pools
    for part in "${parts[@]}"; do
        ! wanted "$part" || "start_$part"
    done
}

stop_all() {
    step="stop"
    ! wanted nginx || end_process nginx
    ! wanted pools || end_pools
    ! wanted slapd || end_process slapd
    ! wanted mariadb || end_process mariadb
}

status_all() {
    local name missing=0
    for name in mariadb slapd $(pool_names) nginx; do
        if alive "$name"; then
            printf '%-8s running, pid %s\n' "$name" "$(pid_of "$name")"
        else
            printf '%-8s not running\n' "$name"
            missing=1
        fi
    done
    say "address  http://127.0.0.1:${opt[http_port]}/"
    return "$missing"
}

# ---- MariaDB

start_mariadb() {
    step="mariadbd"
    step_log=$dir/log/mariadb.log
    if ! alive mariadb; then
        make_data_folder
        begin_process mariadb mariadbd --defaults-file="$here/conf/mariadb.cnf" --user="$(id -un)" --datadir="$dir/data" \
            --socket="$dir/run/mariadb.sock" --pid-file="$dir/run/mariadbd.pid" --tmpdir="$dir/tmp"
        wait_ready mariadb 30 root_sql -e 'SELECT 1'
    fi
    step="database accounts"
    database_accounts | root_sql || die "could not make the accounts"
}

root_sql() { mariadb --no-defaults --socket="$dir/run/mariadb.sock" --user="$(id -un)" --default-character-set=utf8mb4 "$@"; }

# Root is whoever runs this, known by the socket, without a password; nobody else and no test database exist.
make_data_folder() {
    [[ ! -d $dir/data ]] || return 0
    rm -rf "$dir/data.new"
    mariadb-install-db --defaults-file="$here/conf/mariadb.cnf" --user="$(id -un)" --datadir="$dir/data.new" \
        --skip-test-db --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
        >"$dir/log/mariadb-install.log" 2>&1 || { step_log=$dir/log/mariadb-install.log; die "mariadb-install-db failed"; }
    mv "$dir/data.new" "$dir/data"
}

# SQL on standard output, so that no password stands in a command line.
database_accounts() {
    local name
    say "CREATE DATABASE IF NOT EXISTS taizhang CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;"
    for name in app signin ctl migrate seal audit sync; do
        say "CREATE USER IF NOT EXISTS 'taizhang_$name'@'localhost';"
        say "ALTER USER 'taizhang_$name'@'localhost' IDENTIFIED BY '$(cat "$dir/secret/$name")';"
    done
    say "CREATE USER IF NOT EXISTS 'taizhang_trigger'@'localhost' IDENTIFIED BY '$(openssl rand -hex 32)' ACCOUNT LOCK;"
    say "GRANT ALL ON taizhang.* TO 'taizhang_migrate'@'localhost';"
    say "GRANT SET USER ON *.* TO 'taizhang_migrate'@'localhost';"
}

# ---- the schema and the rights on it

start_schema() {
    local sum
    step="schema"
    step_log=$dir/log/migrate.log
    seal_public_key
    sum=$(sum_of "$here"/sql/schema/*.sql "$here/sql/grants.sql")
    [[ ! -f $dir/state/schema || $(cat "$dir/state/schema") != "$sum" ]] || return 0
    : >"$step_log"
    (cd "$here" && "${opt[bin]}/taizhangctl" --config "$dir/etc/taizhang.conf" migrate) >>"$step_log" 2>&1 9>&- \
        || die "taizhangctl migrate failed"
    exact_grants | root_sql taizhang >>"$step_log" 2>&1 || die "sql/grants.sql failed"
    say "$sum" >"$dir/state/schema"
}

# Exactly the rights of the file: what an earlier one gave is taken away first.
exact_grants() {
    local name
    for name in app signin ctl seal audit sync trigger; do
        say "REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'taizhang_$name'@'localhost';"
    done
    cat "$here/sql/grants.sql"
}

# ---- the directory

start_slapd() {
    local sum files=("$here/seeds/units.tsv" "$here/seeds/accounts.tsv")
    [[ -z ${opt[accounts]} ]] || files+=("${opt[accounts]}")
    step="slapd"
    step_log=$dir/log/slapd.log
    make_certificates
    sum=$(sum_of "${files[@]}" "$here/packaging/seed-ldif" "$here/packaging/slapd.conf.in")
    if [[ ! -f $dir/state/directory || $(cat "$dir/state/directory") != "$sum" ]]; then
        end_process slapd
        make_directory "${files[@]}"
        say "$sum" >"$dir/state/directory"
    fi
    alive slapd && return 0
    begin_process slapd slapd -d stats -h "ldap://127.0.0.1:${opt[ldap_port]}/" -f "$dir/etc/slapd.conf"
    wait_ready slapd 15 directory_answers
}

make_certificates() {
    [[ ! -s $dir/tls/ldap.pem ]] || return 0
    certificate_steps >"$dir/log/certificates.log" 2>&1 || { step_log=$dir/log/certificates.log; die "openssl failed"; }
}

certificate_steps() (
    set -e
    umask 077
    cd "$dir/tls"
    curve=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
    openssl req -x509 "${curve[@]}" -keyout ca.key -out ca.pem -days 3650 -subj "/CN=taizhang demo CA" \
        -addext "keyUsage=critical,keyCertSign,cRLSign"
    openssl req "${curve[@]}" -keyout ldap.key -out ldap.csr -subj "/CN=localhost"
    printf '%s\n' "subjectAltName=IP:127.0.0.1,DNS:localhost" "basicConstraints=CA:FALSE" "extendedKeyUsage=serverAuth" \
        "keyUsage=critical,digitalSignature" >ldap.ext
    openssl x509 -req -in ldap.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile ldap.ext -out ldap.new
    chmod 0400 ca.key ldap.key
    mv ldap.new ldap.pem
)

make_directory() {
    rm -rf "$dir/ldap"
    mkdir -m 0700 "$dir/ldap"
    (umask 077 && sed -e "s|@DIR@|$dir|g" -e "s|@BASE@|$base|g" \
        -e "s|@ROOT_HASH@|$(slappasswd -n -T "$dir/secret/ldap_root")|" "$here/packaging/slapd.conf.in" >"$dir/etc/slapd.conf")
    (umask 077 && "$here/packaging/seed-ldif" --base "$base" --service-password-file "$dir/secret/ldap" "$@" \
        >"$dir/tmp/seeds.ldif") || die "packaging/seed-ldif failed"
    slapadd -q -f "$dir/etc/slapd.conf" -l "$dir/tmp/seeds.ldif" >"$dir/log/slapadd.log" 2>&1 \
        || { step_log=$dir/log/slapadd.log; die "slapadd failed"; }
    rm -f "$dir/tmp/seeds.ldif"
}

directory_answers() {
    LDAPTLS_CACERT="$dir/tls/ca.pem" ldapwhoami -ZZ -x -H "ldap://127.0.0.1:${opt[ldap_port]}" \
        -D "cn=taizhang,ou=services,$base" -y "$dir/secret/ldap"
}

# ---- the workers

write_worker_conf() {
    write_if_changed "$dir/etc/taizhang.conf" <<END
# Written by packaging/servers at each start; conf/taizhang.conf explains the keys.
[database]
socket=$dir/run/mariadb.sock
name=taizhang
user=taizhang_app
password_file=$dir/secret/app
signin_user=taizhang_signin
signin_password_file=$dir/secret/signin
ctl_user=taizhang_ctl
ctl_password_file=$dir/secret/ctl
migrate_user=taizhang_migrate
migrate_password_file=$dir/secret/migrate
seal_user=taizhang_seal
seal_password_file=$dir/secret/seal
audit_user=taizhang_audit
audit_password_file=$dir/secret/audit
sync_user=taizhang_sync
sync_password_file=$dir/secret/sync

[directory]
uris=ldap://127.0.0.1:${opt[ldap_port]}
starttls=true
ca_file=$dir/tls/ca.pem
bind_dn=cn=taizhang,ou=services,$base
password_file=$dir/secret/ldap
people_base=ou=people,$base
person_filter=(&(objectClass=inetOrgPerson)(uid=%s))
groups_base=ou=groups,$base
group_filter=(&(objectClass=groupOfNames)(member=%s))
disabled_filter=(pwdAccountLockedTime=000001010000Z)
unit_attribute=departmentNumber
login_attribute=uid
name_attribute=cn
timeout_seconds=3

[roles]
filer=cn=tz-filers,ou=groups,$base
supervisor=cn=tz-supervisors,ou=groups,$base
auditor=cn=tz-auditors,ou=groups,$base
admin=cn=tz-admins,ou=groups,$base
leader=cn=tz-leaders,ou=groups,$base
security=cn=tz-security,ou=groups,$base

[session]
idle_minutes=60
absolute_hours=12
unconfirmed_hours=4
most_per_person=5

[signin]
wrong_most=5
window_minutes=10
lock_minutes=15
address_most=${opt[address_most]}

[http]
origin=http://127.0.0.1:${opt[http_port]}
allow_loopback_http=true

[paths]
templates=$here/templates
schema=$here/sql/schema
grants=$here/sql/grants.sql

[exports]
folder=$dir/exports

[evidence]
folder=$dir/evidence
file_limit_kb=20480
count_limit=20
unit_quota_mb=2000

[backup]
mark_file=$dir/state/backup

[seal]
origin=taizhang.example/audit
key_file=$dir/secret/seal_key
public_file=$dir/etc/seal.pub
folder=$dir/seal
drop_folder=$dir/checkpoints

[secret]
csrf_key_file=$dir/secret/csrf_key
audit_key_file=$dir/secret/audit_key

[worker]
watchdog_seconds=30

[demo]
clock_offset_file=$dir/etc/clock_offset
END
}

start_pools() {
    pools_are_current || end_pools
    start_pool page "${opt[workers]}"
    start_pool signin "${opt[signin_workers]}"
    start_jobs
    start_seal
    ((opt[sync_every] == 0)) || start_sync
}

pool_names() {
    say page signin jobs seal
    ((opt[sync_every] == 0)) || say sync
}

# Compares those who are signed in with the directory; a timer in production (packaging/systemd/taizhang-sync.timer).
start_sync() {
    alive sync && return 0
    step="sync"
    step_log=$dir/log/sync.log
    begin_process sync "${opt[bin]}/taizhangctl" --config "$dir/etc/taizhang.conf" sync-directory --loop \
        --every "${opt[sync_every]}"
}

# Writes the long exports; nginx reads them by its group.
start_jobs() {
    alive jobs && return 0
    step="jobs"
    step_log=$dir/log/jobs.log
    begin_process jobs "${opt[bin]}/taizhangctl" --config "$dir/etc/taizhang.conf" jobs --loop
}

# Seals what was recorded; in production a user of its own, here it only has its own account, key and folder.
start_seal() {
    alive seal && return 0
    step="seal"
    step_log=$dir/log/seal.log
    begin_process seal "${opt[bin]}/taizhangctl" --config "$dir/etc/taizhang.conf" seal --loop
}

seal_public_key() {
    [[ ! -s $dir/etc/seal.pub ]] || return 0
    "${opt[bin]}/taizhangctl" --config "$dir/etc/taizhang.conf" seal-key >"$dir/etc/seal.pub.new" 2>"$dir/log/seal.log" \
        || die "taizhangctl seal-key failed"
    mv "$dir/etc/seal.pub.new" "$dir/etc/seal.pub"
}

# Our programs write there, nginx reads by its group.
make_shared_folder() {
    mkdir -p "$dir/$1"
    (($(id -u) != 0)) || chgrp "$(id -gn "$(nginx_user)")" "$dir/$1"
    chmod 2750 "$dir/$1"
}

# False when the program or a template is newer than the workers that run.
pools_are_current() {
    local name
    for name in $(pool_names); do
        alive "$name" || return 1
        [[ -z $(find "${opt[bin]}/taizhang" "${opt[bin]}/taizhangctl" "$here/templates" -type f -newer "$dir/run/$name.pid" -print -quit) ]] || return 1
    done
}

# multiwatch starts a worker again whenever one ends; it gives up when it ends 200 times within its first second.
start_pool() {
    local name=$1 forks=$2 group=()
    alive "$name" && return 0
    step="pool $name"
    step_log=$dir/log/$name.log
    [[ $(nginx_user) == root || $(id -u) != 0 ]] || group=(-G "$(nginx_user)")
    rm -f "$dir/run/$name.sock"
    begin_process "$name" spawn-fcgi -n -s "$dir/run/$name.sock" -M 0660 "${group[@]}" -- "$(command -v multiwatch)" \
        -r 200 -t 1000 -f "$forks" -- "${opt[bin]}/taizhang" --config "$dir/etc/taizhang.conf" --pool "$name"
    wait_ready "$name" 5 test -S "$dir/run/$name.sock"
}

end_pools() {
    end_process page
    end_process signin
    end_process jobs
    end_process seal
    end_process sync
}

# ---- nginx

start_nginx() {
    step="nginx"
    step_log=$dir/log/nginx-error.log
    if write_nginx_conf; then
        end_process nginx
    fi
    if ! alive nginx; then
        nginx -t -q -e "$dir/log/nginx-error.log" -p "$dir/nginx" -c "$dir/etc/nginx.conf" >"$dir/log/nginx-test.log" 2>&1 \
            || { step_log=$dir/log/nginx-test.log; die "the configuration is wrong"; }
        begin_process nginx nginx -e "$dir/log/nginx-error.log" -p "$dir/nginx" -c "$dir/etc/nginx.conf" -g "daemon off;"
        wait_ready nginx 10 answers /robots.txt
    fi
    if wanted pools; then
        pool_answers page /healthz
        pool_answers signin /login
    fi
}

write_nginx_conf() {
    local fill=(-e "s|@DIR@|$dir|g" -e "s|@CONF@|$here/packaging|g" -e "s|@STATIC@|$here/templates/static|g"
        -e "s|@PORT@|${opt[http_port]}|g" -e "s|@PAGE_RATE@|${opt[page_rate]}|g"
        -e "s|@SIGNIN_RATE@|${opt[signin_rate]}|g" -e "s|@USER@|$(nginx_user)|g") changed=1 name
    (($(id -u) == 0)) || fill+=(-e '/^user /d')
    if [[ ${opt[limits]} == no ]]; then
        fill+=(-e '/@LIMITS@/,/@END_LIMITS@/d')
    else
        fill+=(-e '/@LIMITS@/d' -e '/@END_LIMITS@/d')
    fi
    ! sed "${fill[@]}" "$here/packaging/nginx.conf.in" | write_if_changed "$dir/etc/nginx.conf" || changed=0
    for name in errors locations; do
        ! sed "${fill[@]}" "$here/packaging/nginx-$name.conf" | write_if_changed "$dir/etc/nginx-$name.conf" || changed=0
    done
    return "$changed"
}

# nginx's workers run as www-data where that account can reach our folders (not below /root, for one).
nginx_user() {
    if (($(id -u) == 0)) && id www-data >/dev/null 2>&1 && setpriv --reuid=www-data --regid=www-data --clear-groups \
        test -x "$dir/run" -a -r "$here/templates/static/error/404.html"; then
        say www-data
    else
        id -un
    fi
}

answers() {
    /usr/bin/python3 - "http://127.0.0.1:${opt[http_port]}$1" <<'END'
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
try:
    opener.open(sys.argv[1], timeout=3).read()
except Exception as why:
    sys.exit(f"{sys.argv[1]}: {why}")
END
}

pool_answers() {
    step="pool $1"
    step_log=$dir/log/$1.log
    wait_ready "$1" 15 answers "$2"
}

# ---- what the ledger begins with

load_seeds() {
    local task
    step="load"
    ctl units "$here/seeds/units.tsv"
    ctl calendar "$here/seeds/calendar-2023.tsv"
    ctl import "$here/seeds/qingdao-2023.txt" --plan 2023 --year 2023
    for task in 126 127 128; do
        ctl assign 2023 "$task" 市政府督查室
    done
    ctl period 2023 2023-01 open --opens 2023-01-28 --due '2023-02-05 18:00'
    ctl period 2023 2023-02 open --opens 2023-02-25 --due '2023-03-05 18:00'
    ctl period 2023 2023-03 open --opens 2023-03-28 --due '2023-04-05 18:00'
}

ctl() {
    step="taizhangctl $1"
    step_log=$dir/log/ctl.log
    : >"$step_log"
    (cd "$here" && "${opt[bin]}/taizhangctl" --config "$dir/etc/taizhang.conf" "$@") >"$step_log" 2>&1 9>&- || die "it failed"
    [[ ! -s $step_log ]] || sed 's/^/  /' "$step_log" | tail -n 3
}
