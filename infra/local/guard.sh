#!/usr/bin/env bash
# Stops the processes that its parent started if the parent exits without having stopped them (killed, crashed).
# The parent keeps standard input open and writes one process group id per line, or "-" and an id when that group has exited.
# At end of file the remaining groups are interrupted, last first, and killed if they are still running after five seconds.
trap '' INT TERM HUP

groups=()
while read -r line; do
  case "$line" in
    -*)
      kept=()
      for group in "${groups[@]}"; do [ "-$group" = "$line" ] || kept+=("$group"); done
      groups=("${kept[@]}")
      ;;
    *) groups=("$line" "${groups[@]}") ;;
  esac
done

alive() { kill -0 -- "-$1" 2>/dev/null; }

for group in "${groups[@]}"; do kill -INT -- "-$group" 2>/dev/null; done
for _ in {1..50}; do
  left=0
  for group in "${groups[@]}"; do alive "$group" && left=1; done
  [ "$left" -eq 0 ] && exit 0
  read -r -t 0.1 <> <(:)
done
for group in "${groups[@]}"; do kill -KILL -- "-$group" 2>/dev/null; done
