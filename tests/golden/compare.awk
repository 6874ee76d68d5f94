# Compares two tables column by column: awk -f compare.awk TOLERANCES EXPECTED ACTUAL; exits with 1 if they differ.
# TOLERANCES has a line `column relative absolute` for each column of numbers. A value passes if it is within either.
# All other columns are texts and must be equal. The number and order of rows must be equal too.

BEGIN { FS = "," }

FILENAME == ARGV[1] {
    if (split($0, word, " ") == 3 && word[1] !~ /^#/) {
        relative[word[1]] = word[2]
        absolute[word[1]] = word[3]
    }
    next
}

FILENAME == ARGV[2] { expected[rows = FNR] = $0; next }

FNR == 1 {
    if ($0 != expected[1]) fail("the columns are " $0 ", not " expected[1])
    for (i = 1; i <= NF; i++) column[i] = $i
    next
}

FNR > rows { surplus++; next }

{
    count = split(expected[FNR], wanted, ",")
    if (count != NF) fail(NF " fields, not " count)
    for (i = 1; i <= NF; i++) if (!agrees(column[i], wanted[i], $i)) fail(column[i] " is " $i ", not " wanted[i])
}

END {
    read = FNR
    if (surplus) print "there are " surplus " more rows than expected"
    if (read < rows) print "there are " rows - read " fewer rows than expected"
    if (faults > 20) print faults - 20 " more differences are not shown"
    if (!faults && !surplus && read == rows && worst_at != "") printf "largest difference: %.1e, at %s\n", worst, worst_at
    exit faults || surplus || read != rows || rows < 2
}

function agrees(name, wanted, found,    gap, size) {
    if (wanted == found) return 1
    if (!(name in relative) || wanted == "NA" || found == "NA" || wanted == "" || found == "") return 0
    gap = wanted > found + 0 ? wanted - found : found - wanted
    size = wanted < 0 ? -wanted : wanted + 0
    if (gap <= absolute[name] + 0) return 1
    if (size > 0 && gap / size > worst) { worst = gap / size; worst_at = $1 " " $2 " " $3 " " name }
    return gap <= relative[name] * size
}

function fail(message) {
    if (++faults <= 20) print "line " FNR " (" $1 " " $2 " " $3 "): " message
}
