# Rules on the places and names of files. Input: one path per line, relative to the root.

function report(rule, message) { print $0 ":1: " message " [" rule "]" }

BEGIN {
    split("CMakeLists.txt sim models scenarios tests bench notebooks README.md LICENSE CONTRIBUTING.md CHANGELOG.md " \
          "CITATION.cff CMakePresets.json quickstart", names, " ")
    for (i in names) top_level[names[i]] = 1
    split("base uncertainty network policy dynamics cascade scenario study report", names, " ")
    for (i in names) room[names[i]] = 1
    most_sources = 25
}

{ parts = split($0, part, "/") }

part[1] !~ /^\./ && !(part[1] in top_level) { report("top-level", "'" part[1] "' does not belong at the top level") }

$0 ~ /^sim\/chokepoint\/.*\.[ch]pp$/ && parts > 3 && !(parts <= 5 && part[3] in room) {
    report("room", "a library source is in sim/chokepoint/ (the public face), in sim/chokepoint/ROOM/ or in a folder of it, ROOM one of base uncertainty network policy dynamics cascade scenario study report")
}

$0 ~ /^sim\/.*\.[ch]pp$/ {
    folder = $0
    sub(/\/[^\/]*$/, "", folder)
    if (++sources[folder] == most_sources + 1) report("crowded", "the folder has more than " most_sources " sources: split it by idea")
}

$0 ~ /^(sim|tests|bench|notebooks)\// {
    for (i = 2; i <= parts; i++) {
        stem = tolower(part[i])
        sub(/\..*/, "", stem)
        if (stem ~ /(^|_)(utils?|helpers?|common|manager|misc)$/ || stem ~ /^(utils?|helpers?|misc)_/)
            report("name", "'" part[i] "' does not say what it contains: name the idea")
    }
}
