# For the shell scripts beside it: commands that take their time, and how far they are.

on_terminal() { [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; }

show() { # line
  if on_terminal; then printf '\r\033[K%s' "$1" >&2; elif [ -n "$1" ]; then echo "$1" >&2; fi
}

# What ninja ("[34/119] ...") said last.
how_far() { # log
  tail -c 4096 "$1" | sed -n 's|^\[\([0-9]*\)/\([0-9]*\)].*| \1 of \2|p' | tail -n 1
}

# Until it is killed, or the script has ended: no ^C reaches what a shell runs in the background.
show_how_far() { # words, log
  began=$(date +%s)
  if on_terminal; then every=1; else every=5; fi
  while sleep "$every" >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
    show "$1$(how_far "$2"), $(($(date +%s) - began)) s"
  done
}

# Runs a command with its output in a log, and says meanwhile on standard error what is being done:
# on a terminal in one line that is written over, elsewhere in a line every five seconds.
step() { # words, log, command and its arguments
  step_words=$1 step_log=$2 step_status=0
  shift 2
  if on_terminal; then show "$step_words"; fi
  : >>"$step_log"
  show_how_far "$step_words" "$step_log" &
  step_teller=$!
  "$@" >>"$step_log" 2>&1 || step_status=$?
  { kill "$step_teller" && wait "$step_teller"; } 2>/dev/null || true
  show ''
  return "$step_status"
}

# Configures and builds. A failure is told with the end of the log.
build() { # preset, and arguments of cmake --build
  build_preset=$1 build_log=build/$1/build.log
  shift
  mkdir -p "build/$build_preset"
  : >"$build_log"
  if step 'configuring' "$build_log" cmake --preset "$build_preset" &&
    step 'building' "$build_log" env NINJA_STATUS='[%f/%t] ' \
      cmake --build --preset "$build_preset" --parallel "$(nproc)" "$@"; then
    return
  fi
  tail -n 30 "$build_log" >&2
  echo "the build failed; all of its output is in $build_log" >&2
  return 1
}
