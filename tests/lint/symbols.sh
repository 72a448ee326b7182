#!/bin/sh
# What floors.sh holds of includes, held of symbols: no object file refers to a function or a table that a higher floor
# defines, whatever it includes or declares for itself. Calls that have to go up go through hooks or tables that the
# higher floor hands down when it boots.
#
#   symbols.sh NM OBJECT...      objects of the program; their paths name their rooms
nm=$1
shift
"$nm" -A "$@" 2>/dev/null | awk '
BEGIN {
    n = split("base profile image alloc object gc vm engine scenario report ui cli", order, " ")
    for (i = 1; i <= n; i++) rank[order[i]] = i
    # The compiler is a trunk of its own beside image to gc: it knows text and versions, no simulated process.
    rank["lang"] = rank["vm"] - 0.5
    aside["lang image"] = aside["lang alloc"] = aside["lang object"] = aside["lang gc"] = 1
}
{
    at = match($1, /\/(src|ui)\/[^:]*\.c\.o:/)
    if (!at) next
    path = substr($1, at + 1, RLENGTH - 2)
    parts = split(path, part, "/")
    floor = part[1] == "ui" ? "ui" : part[2]
    kind = $(NF - 1)
    name = $NF
    sub(/\.c\.o.*/, ".c", path)
    if (kind == "U") { uses++; user[uses] = path; from[uses] = floor; used[uses] = name }
    else if (kind ~ /[TDRBC]/) { home[name] = path; floor_of[name] = floor }
}
END {
    if (!uses) { print "no symbols to read"; exit 77 }
    for (i = 1; i <= uses; i++) {
        name = used[i]
        if (!(name in floor_of)) continue
        to = floor_of[name]
        if (!(from[i] in rank) || !(to in rank)) { print user[i] ": a floor without a place in the order: " from[i] ", " to; bad = 1; continue }
        if (rank[to] > rank[from[i]]) { print user[i] " uses " name " of the higher floor " to " (" home[name] ")"; bad = 1 }
        if ((from[i] " " to) in aside) { print user[i] " uses " name " of " to ", which is not below it (" home[name] ")"; bad = 1 }
    }
    exit bad
}'
