# Every server and service runs in a loop that brings it back: back-off 1 to 30 s, or to HX_LONGEST_PAUSE. A pid is remembered with its start
# time, so that a number used again by somebody else is never ended.

start_time() { local stat; stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1; stat=${stat##*) }; set -- $stat; echo "${20}"; }
remember_pid() { echo "$2 $(start_time "$2")" > "$STATE/pids/$1"; }

running_pid() {
  local pid started
  read -r pid started 2>/dev/null < "$STATE/pids/$1" || return 1
  [ "$(start_time "$pid")" = "$started" ] || return 1
  echo "$pid"
}

# A lock or a pipe of who starts the servers must not be held for as long as they run.
keep_nothing_open() {
  local open
  for open in /proc/self/fd/*; do
    open=${open##*/}
    [ "$open" -le 2 ] || exec {open}>&-
  done
}

start_supervised() {
  running_pid "$1.loop" >/dev/null && return
  ( keep_nothing_open; HX_STATE=$STATE exec setsid "$ROOT/hx" supervise "$1" ) </dev/null >>"$STATE/logs/$1.log" 2>&1 &
  # Noted here and not by the loop itself: who stops at once must find it.
  remember_pid "$1.loop" $!
  disown
}

supervise() {
  load_settings
  local name=$1 child keeper pause=1 began code
  trap 'stop_child "$name"; exit 0' TERM INT
  trap '' HUP
  while :; do
    began=$SECONDS
    "run_$name" &
    child=$!
    remember_pid "$name" "$child" || true
    keep_log_short "$name" & keeper=$!
    code=0; wait "$child" || code=$?
    kill "$keeper" 2>/dev/null || true
    [ $((SECONDS - began)) -lt 30 ] || pause=1
    printf '{"supervisor":"%s ended with code %s, starts again in %s s"}\n' "$name" "$code" "$pause"
    sleep "$pause" & wait $! || true
    pause=$((pause * 2)); [ $pause -le "${HX_LONGEST_PAUSE:-30}" ] || pause=${HX_LONGEST_PAUSE:-30}
  done
}

# Two files of 20 MB at most. The log is written at its end, wherever that is: what has been copied can be cut away.
keep_log_short() {
  local log="$STATE/logs/$1.log"
  trap 'kill $! 2>/dev/null; exit 0' TERM
  while sleep 60 & wait $!; do
    [ "$(stat -c %s "$log" 2>/dev/null || echo 0)" -lt 20000000 ] || { cp "$log" "$log.1"; : > "$log"; }
  done
}

# By the shell's own list of jobs: a child that was born this moment stands there already.
stop_child() {
  local pid
  # What looks after the log knows SIGTERM alone.
  [ -z "${keeper:-}" ] || kill "$keeper" 2>/dev/null || true
  for pid in $(jobs -p); do end_process "$pid" "$(stop_signal "$1")"; done
}

# PostgreSQL's fast shutdown is SIGINT; everything else stops on SIGTERM.
stop_signal() { [ "$1" = postgres ] && echo INT || echo TERM; }

end_process() {
  local pid=$1 signal=$2 tries=0
  [ "$pid" -gt 1 ] && kill -"$signal" "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || { kill -KILL "$pid" 2>/dev/null || true; return 0; }
    sleep 0.1
  done
}

# The loop first, or it would bring back what is being ended.
stop_supervised() {
  local pid
  if pid=$(running_pid "$1.loop"); then end_process "$pid" TERM; fi
  if pid=$(running_pid "$1"); then end_process "$pid" "$(stop_signal "$1")"; fi
  rm -f "$STATE/pids/$1" "$STATE/pids/$1.loop"
}
