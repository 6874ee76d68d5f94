# Makes a golden file from the results of a run: awk -v table=impacts|milestones -f extract.awk summary.json impacts.csv
# summary.json has the report's companies and their milestones (one value per line), impacts.csv the numbers by period.

function value(line) {
    sub(/^[^:]*: */, "", line)
    sub(/,$/, "", line)
    if (line == "null") return "NA"
    gsub(/^"|"$/, "", line)
    return line
}

# Splits a line of a CSV file. Fields with a quote inside do not occur.
function split_record(text, field,    count, i, c, quoted) {
    count = 1
    field[1] = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\"") quoted = !quoted
        else if (c == "," && !quoted) field[++count] = ""
        else field[count] = field[count] c
    }
    return count
}

BEGIN {
    if (table == "impacts") {
        kept = split("arm firm period baseline_usd loss_share loss_low_usd loss_high_usd", column, " ")
        print "arm,firm,period,baseline_usd,loss_share,loss_low_usd,loss_high_usd"
    } else {
        print "arm,firm,below_half,stopped,resumed,recovered,stopped_by,lowest_output_share,lowest_on"
    }
}

FILENAME ~ /summary\.json$/ {
    if (/"arm":/) arm = value($0)
    else if (/"firm":/) reported[firm = value($0)] = 1
    else if (/"(below_half|stopped|resumed|recovered|stopped_by|lowest_output_share)":/) milestones = milestones "," value($0)
    else if (/"lowest_on":/) {
        if (table == "milestones" && arm != "baseline") print arm "," firm milestones "," value($0)
        milestones = ""
    }
    next
}

table != "impacts" { exit }
FNR == 1 {
    count = split_record($0, name)
    for (i = 1; i <= count; i++) at[name[i]] = i
    next
}
{
    split_record($0, field)
    # The baseline arm loses nothing, and quarters add nothing to years and the whole run.
    if (!(field[at["firm"]] in reported) || field[at["arm"]] == "baseline" || field[at["period"]] ~ /-/) next
    line = field[at[column[1]]]
    for (i = 2; i <= kept; i++) line = line "," field[at[column[i]]]
    print line
}
