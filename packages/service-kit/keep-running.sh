#!/bin/sh
# keep-running.sh <program> [argument…]: runs a program in development, and starts it again when it crashes. A reloader
# stands above it and signals both; this waits until the program has ended in its own time, so that the next one never
# finds the port taken.
trap 'ending=1' TERM INT
while :; do
  "$@" &
  child=$!
  wait "$child"
  code=$?
  # A signal ends `wait` early, while the program still finishes what it has begun.
  while kill -0 "$child" 2>/dev/null; do wait "$child"; done
  if [ -n "$ending" ]; then exit 0; fi
  echo "ended with $code, and is started again; an edit starts it at once" >&2
  sleep 2 &
  wait $!
  if [ -n "$ending" ]; then exit 0; fi
done
