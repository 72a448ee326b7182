#!/bin/sh
# make.sh - the pictures of the README, drawn by the program itself. Builds the release first.
set -eu
cd "$(dirname "$0")/../.."
./run build
ouro=build/default/bin/ouro
picture() { # NAME LESSON PLACE [OPTION...]
    name=$1
    lesson=$2
    place=$3
    shift 3
    "$ouro" export "$lesson" --to svg --at "$place" --size 110x34 -o "assets/pictures/$name.svg" "$@"
}
picture cycle 14-a-cycle-of-two step:7
# In the middle of a collection: the last event before the phase that follows subtract_refs.
event=$("$ouro" run --report text 23-four-links |
    awk '/collection of generation 0 begins/ { young = 1 } young && /move_unreachable:/ { print $1 - 1; exit }')
picture collector 23-four-links "event:$event"
picture heap 20-arenas-and-the-survivor step:10
picture russian 21-generations step:6 --lang ru
