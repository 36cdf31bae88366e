# shellcheck shell=bash disable=SC2034
# The Debian packages that the program needs, and how they are installed without starting their services.

run_packages=(mariadb-server mariadb-client slapd ldap-utils nginx-light spawn-fcgi multiwatch openssl python3
    libctemplate3 libfcgi0ldbl libxlsxwriter4 libzip4 libcurl4 libexpat1)
build_packages=(gcc g++ libc6-dev cmake ninja-build pkg-config libglib2.0-dev libmariadb-dev libldap-dev libfcgi-dev
    libctemplate-dev libjansson-dev libsodium-dev libseccomp-dev libssl-dev libxlsxwriter-dev libzip-dev libcurl4-openssl-dev libexpat1-dev)
test_packages=(python3-pytest python3-openpyxl chromium nodejs fonts-noto-cjk shellcheck clang-format universal-ctags
    libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils python3-aiosmtpd)
bench_packages=(wrk)
fuzz_packages=(clang libclang-rt-dev)

# Installs what is missing; asks apt nothing when nothing is.
install_packages() {
    local name missing=()
    for name in "$@"; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
    done
    ((${#missing[@]} > 0)) || return 0
    if (($(id -u) != 0)); then
        printf 'These Debian packages are missing; run this as root or through sudo: %s\n' "${missing[*]}" >&2
        return 1
    fi
    printf 'installing %d Debian packages …\n' "${#missing[@]}"
    apt_get_quietly "${missing[@]}"
}

# The services of the packages stay stopped: ours are private ones. A policy that stands already is left as it is.
apt_get_quietly() (
    set -e
    policy=/usr/sbin/policy-rc.d
    log=$(mktemp)
    if [[ ! -e $policy ]]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 0755 "$policy"
        trap 'rm -f "$policy" "$log"' EXIT
    else
        trap 'rm -f "$log"' EXIT
    fi
    export DEBIAN_FRONTEND=noninteractive
    # slapd makes no directory of its own.
    printf 'slapd slapd/no_configuration boolean true\n' | debconf-set-selections || true
    if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        printf 'apt-get could not install: %s\n' "$*" >&2
        exit 1
    fi
)
