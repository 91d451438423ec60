#!/usr/bin/env bash
# Ends the processes that its parent started, when the parent is gone without having done so itself (killed, crashed).
# Standard input, held open by the parent: a process group id a line, or "-" and an id when that group has ended.
# At end of file the groups that remain are interrupted, last first, and killed when they are still there after five seconds.
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
