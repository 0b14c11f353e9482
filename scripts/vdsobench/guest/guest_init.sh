#!/bin/busybox sh
# First process of the guest: waits for clocksource and entropy, runs /command, sends what it
# printed over the second serial port (framed, see frame.py) and switches the machine off.
# The console (first serial port) is for people, and takes its standard error.

/bin/busybox --install -s /bin
export PATH=/bin
mkdir -p /proc /sys /dev /tmp
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tracefs tracing /sys/kernel/tracing
mount -t bpf bpf /sys/fs/bpf
ip link set lo up 2>/dev/null
echo "vdsobench-init: up on $(uname -r)"

# A kernel that has just booted may still be on tsc-early or jiffies, and a later switch would
# fall into the measurement. 10 s of guest time is ten times what any series was seen to take.
clocksource=$(cat /sys/devices/system/clocksource/clocksource0/current_clocksource)
wanted=$(sed -n 's/.*\bclocksource=\([^ ]*\).*/\1/p' /proc/cmdline)
tenths=100
settled() {
    clocksource=$(cat /sys/devices/system/clocksource/clocksource0/current_clocksource)
    [ -n "$wanted" ] && [ "$clocksource" = "$wanted" ] && return 0
    case $clocksource in *-early | *jiffies) return 1 ;; esac
    [ -z "$wanted" ]
}
until settled || [ $tenths = 0 ]; do
    sleep 0.1
    tenths=$((tenths - 1))
done
echo "vdsobench-init: clocksource $clocksource"

# getrandom(2) blocks until the kernel has gathered entropy, which here takes a second of guest
# time: without this the first to ask would wait, and be taken for one that hangs. A command that
# sees to it in a quicker way says so by a first line of this.
read -r first </command
[ "$first" = "# has entropy" ] || head -c 1 /dev/random >/dev/null

sh /command </dev/null >/result
status=$?
echo "vdsobench-init: status $status"

# Raw: a terminal line discipline would turn every \n into \r\n.
stty -F /dev/ttyS1 raw 115200
{
    echo "vdsobench-frame $status $(wc -c </result) $(sha256sum </result | cut -d' ' -f1)"
    cat /result
    echo "vdsobench-end"
} >/dev/ttyS1
sync
poweroff -f
