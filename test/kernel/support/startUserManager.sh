#!/bin/sh
# startUserManager.sh CGROUP COMMAND…
#
# As a login does it on a systemd machine, for the user with number $ENGINE_UID: a cgroup that is the user's, and the real `systemd --user` in it; then
# COMMAND, which finds it by its environment, in a cgroup beside it as a terminal has it. Killing CGROUP ends what was started.
set -e
tree=$1
shift
runtime=$PWD/runtime
mkdir -p /run/systemd/system "$tree/terminal"
mkdir -m 700 "$runtime"
chown "$ENGINE_UID" "$runtime" "$tree" "$tree/terminal"
for file in cgroup.procs cgroup.subtree_control cgroup.threads; do chown "$ENGINE_UID" "$tree/$file" "$tree/terminal/$file"; done
export HOME="$PWD" XDG_RUNTIME_DIR="$runtime"

(
  echo 0 > "$tree/cgroup.procs"
  exec setpriv --reuid "$ENGINE_UID" --regid "$ENGINE_UID" --clear-groups /lib/systemd/systemd --user --log-target=console
) < /dev/null > "$runtime/log" 2>&1 &

echo 0 > "$tree/terminal/cgroup.procs"
# Under emulation its start takes a while.
for _ in $(seq 240); do
  [ -S "$runtime/systemd/private" ] && exec "$@"
  sleep 0.5
done
cat "$runtime/log" >&2
exit 1
