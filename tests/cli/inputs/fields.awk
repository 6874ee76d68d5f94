# Prints the rows of a CSV file with more or fewer fields than the header, and columns of numbers with other texts.

# Splits one record by RFC 4180 into `field` and returns the number of fields. A record is a line.
function split_record(text, field,    count, c, i, quoted) {
    count = 1
    field[1] = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\"" && quoted && substr(text, i + 1, 1) == "\"") { field[count] = field[count] c; i++ }
        else if (c == "\"") quoted = !quoted
        else if (c == "," && !quoted) field[++count] = ""
        else field[count] = field[count] c
    }
    if (quoted) print FILENAME ":" FNR ": a quote is never closed"
    return count
}

FNR == 1 { columns = split_record($0, name); next }
{
    count = split_record($0, field)
    if (count != columns) print FILENAME ":" FNR ": " count " fields, not " columns
    for (i = 1; i <= columns; i++) {
        if (name[i] ~ /_(usd|share|days)$/ && field[i] !~ /^(NA|-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?)$/)
            print FILENAME ":" FNR ": " name[i] " is '" field[i] "'"
    }
}
END { if (FNR < 2) print FILENAME ": no rows" }
