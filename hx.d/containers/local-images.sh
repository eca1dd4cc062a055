#!/usr/bin/env bash
# Where no registry of images is within reach: makes, from Debian's packages and this machine's own .NET, images that stand in for those that
# docker-compose.yml, the proxy and services/Dockerfile ask for, under the same names. Their tags say what was asked for, not what is inside.
# Only what is missing is made.    local-images.sh IMAGE...
set -euo pipefail

# The mirror that this machine's apt uses, without its last folder.
MIRROR=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -E '/debian/?$' | head -n 1 | sed 's#/debian/*$##')
MIRROR=${MIRROR:-http://deb.debian.org}
WORK=$(mktemp -d); trap 'rm -rf "$WORK"' EXIT
# The builder that needs no plugin.
export DOCKER_BUILDKIT=0

# The packages of a Debian release, without manuals and translations.
debian() { # image suite
  mmdebstrap --quiet --variant=minbase --include=ca-certificates,tzdata,netbase,util-linux \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$2" "$WORK/$2.tar" "deb $MIRROR/debian $2 main" "deb $MIRROR/debian $2-updates main" "deb $MIRROR/debian-security $2-security main"
  docker import -c 'CMD ["bash"]' -c 'ENV LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "$WORK/$2.tar" "$1" >/dev/null
  rm -f "$WORK/$2.tar"
}

# The machine's resolver and certificates serve the packages; --network host is nearest to both.
built() { # image folder
  docker build -q --network host -t "$1" "$2" >/dev/null
}

postgres() { # image
  need debian:bookworm-slim
  local f="$WORK/postgres"; mkdir -p "$f"
  # What the official image's entry does with the variables that docker-compose.yml and the tests set. As there, anybody may write where the socket is:
  # memory that is mounted there gets the folder's mode.
  cat > "$f/docker-entrypoint.sh" <<'SH'
#!/bin/bash
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
  chown postgres "$PGDATA" /var/run/postgresql; chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$BASH_SOURCE" "$@"
fi
[ "${1#-}" = "$1" ] || set -- postgres "$@"
: "${POSTGRES_USER:=postgres}"
[ ! -n "${POSTGRES_PASSWORD_FILE:-}" ] || POSTGRES_PASSWORD=$(< "$POSTGRES_PASSWORD_FILE")
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  [ -n "${POSTGRES_PASSWORD:-}" ] || { echo 'Error: Database is uninitialized and superuser password is not specified.' >&2; exit 1; }
  # shellcheck disable=SC2086
  initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") ${POSTGRES_INITDB_ARGS:-}
  printf '\nhost all all all scram-sha-256\n' >> "$PGDATA/pg_hba.conf"
  if [ "${POSTGRES_DB:-postgres}" != postgres ]; then
    pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
    createdb -U "$POSTGRES_USER" --maintenance-db=postgres "$POSTGRES_DB"
    pg_ctl -D "$PGDATA" -m fast -w stop
  fi
fi
unset POSTGRES_PASSWORD
exec "$@"
SH
  chmod +x "$f/docker-entrypoint.sh"
  cat > "$f/Dockerfile" <<'DF'
FROM debian:bookworm-slim
RUN groupadd -r postgres --gid=999 && useradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres \
 && mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
 && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql-15 && rm -rf /var/lib/apt/lists/* \
 && sed -i "s/^#\?listen_addresses.*/listen_addresses = '*'/" /usr/share/postgresql/15/postgresql.conf.sample \
 && mkdir -p /var/lib/postgresql/data && chown -R postgres:postgres /var/lib/postgresql && chmod 700 /var/lib/postgresql/data \
 && install --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql
ENV PGDATA=/var/lib/postgresql/data PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/15/bin
COPY docker-entrypoint.sh /usr/local/bin/
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
CMD ["postgres"]
DF
  built "$1" "$f"
}

rabbitmq() { # image
  need debian:trixie-slim
  local f="$WORK/rabbitmq"; mkdir -p "$f"
  cat > "$f/docker-entrypoint.sh" <<'SH'
#!/bin/bash
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
  chown rabbitmq /var/lib/rabbitmq
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$@"
fi
exec "$@"
SH
  chmod +x "$f/docker-entrypoint.sh"
  # The upstream scripts: Debian's own change the user.
  cat > "$f/Dockerfile" <<'DF'
FROM debian:trixie-slim
RUN groupadd --gid 999 --system rabbitmq && useradd --uid 999 --system --home-dir /var/lib/rabbitmq --gid rabbitmq rabbitmq \
 && printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d \
 && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends rabbitmq-server && rm -rf /var/lib/apt/lists/* /usr/sbin/policy-rc.d \
 && rm -rf /var/lib/rabbitmq /etc/rabbitmq && mkdir -p /var/lib/rabbitmq /etc/rabbitmq/conf.d /var/log/rabbitmq \
 && echo '[rabbitmq_management].' > /etc/rabbitmq/enabled_plugins && echo 'log.console = true' > /etc/rabbitmq/conf.d/10-defaults.conf \
 && ln -s /usr/lib/rabbitmq/lib/rabbitmq_server-* /opt/rabbitmq && chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /etc/rabbitmq /var/log/rabbitmq
COPY docker-entrypoint.sh /usr/local/bin/
ENV RABBITMQ_LOGS=- HOME=/var/lib/rabbitmq LANG=C.UTF-8 RABBITMQ_CONF_ENV_FILE=/dev/null \
    RABBITMQ_ENABLED_PLUGINS_FILE=/etc/rabbitmq/enabled_plugins RABBITMQ_CONFIG_FILES=/etc/rabbitmq/conf.d \
    PATH=/opt/rabbitmq/sbin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
VOLUME /var/lib/rabbitmq
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["rabbitmq-server"]
DF
  built "$1" "$f"
}

nginx() { # image
  need debian:bookworm-slim
  local f="$WORK/nginx"; mkdir -p "$f"
  cat > "$f/Dockerfile" <<'DF'
FROM debian:bookworm-slim
RUN printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d \
 && apt-get update && apt-get install -y --no-install-recommends nginx-light && rm -rf /var/lib/apt/lists/* /usr/sbin/policy-rc.d
CMD ["nginx", "-g", "daemon off;"]
STOPSIGNAL SIGQUIT
DF
  built "$1" "$f"
}

# Hard links where they can be made: the copies cost no room.
dotnet_parts() { # folder parts...
  local f=$1 root part; shift
  root=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$f/dotnet"
  for part in "$@"; do
    [ ! -e "$root/$part" ] || cp -al "$root/$part" "$f/dotnet/" 2>/dev/null || cp -a "$root/$part" "$f/dotnet/"
  done
  # What this machine trusts: where packages come through a proxy that looks in, a build must trust it too.
  cp -L /etc/ssl/certs/ca-certificates.crt "$f/"
}

aspnet() { # image
  need debian:bookworm-slim
  local f="$WORK/aspnet"; dotnet_parts "$f" dotnet host shared LICENSE.txt ThirdPartyNotices.txt
  cat > "$f/Dockerfile" <<'DF'
FROM debian:bookworm-slim
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libicu72 libssl3 libstdc++6 zlib1g && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 1654 app && useradd --uid 1654 --gid 1654 --create-home --shell /bin/sh app && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
COPY dotnet /usr/share/dotnet
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true
DF
  built "$1" "$f"
}

sdk() { # image
  need mcr.microsoft.com/dotnet/aspnet:10.0
  local f="$WORK/sdk"; dotnet_parts "$f" sdk sdk-manifests packs templates metadata
  cat > "$f/Dockerfile" <<'DF'
FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY dotnet /usr/share/dotnet
ENV ASPNETCORE_HTTP_PORTS= DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_NOLOGO=true NUGET_XMLDOC_MODE=skip NUGET_CERT_REVOCATION_MODE=offline
DF
  built "$1" "$f"
}

need() { # image
  ! docker image inspect "$1" >/dev/null 2>&1 || return 0
  case $1 in
    debian:*-slim) local suite=${1#debian:}; debian "$1" "${suite%-slim}" ;;
    postgres:*) postgres "$1" ;;
    rabbitmq:*) rabbitmq "$1" ;;
    nginx:*) nginx "$1" ;;
    mcr.microsoft.com/dotnet/aspnet:*) aspnet "$1" ;;
    mcr.microsoft.com/dotnet/sdk:*) sdk "$1" ;;
    *) echo "there is no way to make $1 here" >&2; exit 1 ;;
  esac
}

for image in "$@"; do need "$image"; done
