# sh uml.sh PROGRAM [ARGUMENT...]: boots User Mode Linux on the host's own files (hostfs), runs the
# program in it as the first process's child, and ends as that did.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

quoted=
for word; do
  quoted="$quoted '$(printf %s "$word" | sed "s/'/'\\\\''/g")'"
done
cat >"$work/init" <<END
#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
$quoted >"$work/output" 2>"$work/errors"
echo \$? >"$work/status"
halt -f -f
END
chmod +x "$work/init"

linux.uml mem=256M root=/dev/root rootfstype=hostfs rootflags=/ rw init="$work/init" \
  con=null con0=null,fd:1 con1=null quiet >"$work/console" 2>&1 </dev/null || true
if [ ! -s "$work/status" ]; then
  tail -n 3 "$work/console" >&2
  echo "User Mode Linux did not come to the program's end" >&2
  exit 1
fi
cat "$work/output"
cat "$work/errors" >&2
exit "$(cat "$work/status")"
