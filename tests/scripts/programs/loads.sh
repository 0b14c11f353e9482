# Runs programs that many people run, each under check and with work to do, from the folder that it
# is in. VDSOBENCH: the program. Of each NAME it leaves told-NAME, with the report, and status-NAME.

check() {
  name=$1
  shift
  "$VDSOBENCH" check --json -- "$@" >"out-$name" 2>"told-$name" </dev/null
  echo $? >"status-$name"
}

if [ -x /usr/bin/python3 ]; then
  check python /usr/bin/python3 -c 'import time
for _ in range(1000): time.time(), time.monotonic(), time.perf_counter()'
fi

if [ -x /usr/bin/perl ]; then
  check perl /usr/bin/perl -MTime::HiRes=time,clock_gettime,CLOCK_MONOTONIC -e \
    'for (1..1000) { time; clock_gettime(CLOCK_MONOTONIC) }'
fi

if [ -f Asks.class ]; then
  check java "$JAVA" -cp . Asks
fi

if [ -x /usr/bin/node ]; then
  check node /usr/bin/node -e \
    'for (let i = 0; i < 1000; ++i) { performance.now(); Date.now(); process.hrtime() }'
fi

if [ -x "$REDIS_SERVER" ]; then
  ln -sf "$REDIS_SERVER" redis-server # the name says what it is to be
  check redis ./redis-server --bind 127.0.0.1 --port 6399 --daemonize no --save '' &
  redis=$!
  tries=300
  until "$REDIS/redis-cli" -p 6399 ping 2>/dev/null | grep -q PONG || [ $tries = 0 ]; do
    sleep 0.2
    tries=$((tries - 1))
  done
  "$REDIS/redis-benchmark" -p 6399 -q -t ping,set,get -c 10 -n 2000 >/dev/null
  "$REDIS/redis-cli" -p 6399 shutdown nosave 2>/dev/null
  wait $redis
fi

# As a user of its own: it does not run as root.
as_postgres() { /usr/bin/setpriv --reuid postgres --regid postgres --clear-groups "$@"; }
at() {
  program=$1
  shift
  "$POSTGRES/$program" -h "$PWD/postgres" -p 5499 -U postgres "$@"
}
if [ -x "$POSTGRES/postgres" ]; then
  mkdir postgres
  chmod 755 . postgres
  chown postgres postgres
  data=$PWD/postgres/data
  as_postgres "$POSTGRES/initdb" -D "$data" -A trust --no-sync >initdb
  check postgres /usr/bin/setpriv --reuid postgres --regid postgres --clear-groups \
    "$POSTGRES/postgres" -D "$data" -k "$PWD/postgres" -p 5499 -c listen_addresses= &
  postgres=$!
  tries=600
  until at pg_isready -q || [ $tries = 0 ]; do
    sleep 0.2
    tries=$((tries - 1))
  done
  at pgbench -i -q postgres 2>pgbench-made
  at pgbench -c 4 -t 50 postgres >pgbench 2>&1
  as_postgres "$POSTGRES/pg_ctl" -D "$data" stop -m fast >/dev/null
  wait $postgres
fi
