#!/usr/bin/env bash
# What run, sandbox and bench need before Python takes over. As a program: `prepare.sh unit-tests`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
packages="python3 iproute2 util-linux kmod keepalived ipvsadm busybox-static curl tshark frr nftables"

say() { printf 'lvsd: %s\n' "$*" >&2; }

need_root() {
    [ "$(id -u)" -eq 0 ] && return
    say "network namespaces need root: sudo $0 $*"
    exit 1
}

# Installs what is missing of the Debian packages named, and says what.
install_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null || { say "please install: ${missing[*]}"; exit 1; }
    say "installing Debian packages: ${missing[*]}"
    apt-get update -qq || say "apt-get update failed; trying with the lists that are there"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || {
        say "apt-get could not install: ${missing[*]}"; exit 1; }
}

host_has_ipvs() {
    [ -e /proc/net/ip_vs ] || modprobe ip_vs 2>/dev/null
    [ -e /proc/net/ip_vs ]
}

# The home of a JDK of version 25, which is what the toolchain in pom.xml takes; nothing where there is none.
jdk_home() {
    local home
    for home in "${LVSD_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        [ -x "$home/bin/javac" ] || continue
        if [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)" = 25 ]; then
            echo "$home"
            return
        fi
    done
}

need_jdk() {
    [ -n "$(jdk_home)" ] && return
    if [ -n "$(apt-cache show openjdk-25-jdk-headless 2>/dev/null)" ]; then
        install_packages openjdk-25-jdk-headless
        return
    fi
    say "no JDK 25 found (sought in LVSD_JAVA_HOME, JAVA_HOME and /usr/lib/jvm), and this release of Debian has none."
    say "Install a JDK 25, for example Eclipse Temurin's package temurin-25-jdk, or name one by JAVA_HOME."
    exit 1
}

# Maven as the user who called sudo, so that target/ stays theirs; its toolchain looks at every JAVA*_HOME.
maven() {
    local user=${SUDO_USER:-root} as=(env JAVA25_HOME="$(jdk_home)")
    if [ "$user" != root ] && [ "$(stat -c %U "$root")" != root ]; then
        as=(runuser -u "$user" -- "${as[@]}" HOME="$(getent passwd "$user" | cut -d: -f6)")
    fi
    (cd "$root" && "${as[@]}" mvn -B -q -Dstyle.color=never "$@")
}

# Builds target/lvsd unless it is newer than all that it is made of.
build() {
    local built="$root/target/lvsd/bin/lvsd"
    if [ -x "$built" ] && [ -z "$(find "$root"/{pom.xml,src/main,conf} -newer "$root/target/lvsd/lib" -print -quit)" ]
    then
        return
    fi
    say "building target/lvsd (mvn -q -DskipTests package)"
    maven -DskipTests package || { say "the build failed"; exit 1; }
    [ -x "$built" ] || { say "the build left no $built"; exit 1; }
    touch "$root/target/lvsd/lib"
}

# Debian's Prometheus, unpacked in target/ rather than installed: its package starts a service.
unpack_prometheus() {
    local to="$root/target/prometheus"
    command -v prometheus >/dev/null && command -v promtool >/dev/null && return
    [ -x "$to/usr/bin/promtool" ] && return
    say "unpacking Debian's package prometheus into target/prometheus"
    mkdir -p "$to/download"
    (cd "$to/download" && { apt-get -qq download prometheus || { apt-get -qq update && apt-get -qq download prometheus; }; } \
        && dpkg-deb -x prometheus_*.deb "$to") 2>/dev/null || { say "apt-get could not download prometheus"; exit 1; }
    rm -rf "$to/download"
    chown -R --reference="$root/target" "$to"
}

prepare() {
    need_root "$@"
    # shellcheck disable=SC2086
    install_packages $packages
    host_has_ipvs || install_packages user-mode-linux
    [ "${DIRECTOR:-lvsd}" = keepalived ] && return
    need_jdk
    install_packages maven gcc libc6-dev
    build
}

# What the scenarios need besides: systemd's tools, strace, Prometheus.
prepare_scenarios() {
    prepare "$@"
    [ "${DIRECTOR:-lvsd}" = keepalived ] && return
    install_packages systemd strace
    unpack_prometheus
}

if [ "${BASH_SOURCE[0]}" = "$0" ] && [ "${1:-}" = unit-tests ]; then
    maven test
fi
