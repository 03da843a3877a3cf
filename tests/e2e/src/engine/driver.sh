# Runs a driver: driver.sh PROFILE COMMAND [ARGUMENT ...]. It ends when the standard input of this script ends, which
# happens however the test program ends. Its browser ends with it, and the profile is removed.
profile=$1
shift
exec 3<&0
"$@" 3<&- &
driver=$!
# Nobody may be there to read what the shell writes.
exec >/dev/null 2>&1
{
  cat <&3
  kill "$driver"
} &
wait "$driver"
# A test program that still runs removes the profile itself. The browser writes to it until it has ended.
for _ in 1 2 3 4 5; do
  sleep 1
  kill -0 "$PPID" && break
  rm -rf "$profile"
done &
