# What bench/run and bench/everything share; read by them with "source".

now() { date +%s%N; }

# Seconds since a time of now, with one decimal.
since() { awk -v ms="$((($(now) - $1) / 1000000))" 'BEGIN { printf "%.1f", ms / 1000 }'; }

# Waits until an address answers; the process that is to answer must live.
await() {
  until curl -sf -o /dev/null "$1"; do
    kill -0 "$2" || { echo "nothing answers at $1" >&2; exit 1; }
    sleep 0.02
  done
}
