# Runs parts of the program one after the other, each with what it printed, its exit status, the
# clocksource around it and when it began and ended (s since the kernel's start), all as files that
# go home as one archive.

mkdir /parts
mkdir /machine
grep -m 1 '^flags' /proc/cpuinfo >/machine/flags
grep -c '^processor' /proc/cpuinfo >/machine/cpus
grep -F '[vsyscall]' /proc/self/maps >/machine/page

clocksource() { cat /sys/devices/system/clocksource/clocksource0/current_clocksource; }
uptime() { cut -d ' ' -f 1 /proc/uptime; }

part() { # name, seconds that it may take, arguments
  name=$1 most=$2 before=$(clocksource) began=$(uptime)
  shift 2
  timeout "$most" /vdsobench "$@" >"/parts/$name.output" 2>"/parts/$name.errors"
  echo "$? $before $(clocksource) $began $(uptime)" >"/parts/$name.end"
  echo "$name: status $(cat "/parts/$name.end")"  >&2
}

home() { tar -cf - /parts /machine; }

