# code_of(line): a line of C++ without comments and without the content of strings. It remembers from line to line
# whether a block comment or a raw string is open; call start_of_file() before the first line.

function start_of_file() { in_comment = 0; raw_end = "" }

function code_of(line,    out, at, c, previous, quote, delimiter) {
    out = ""
    while (line != "") {
        if (in_comment) {
            at = index(line, "*/")
            if (!at) return out
            in_comment = 0
            line = substr(line, at + 2)
        } else if (raw_end != "") {
            at = index(line, raw_end)
            if (!at) return out
            line = "\"" substr(line, at + length(raw_end))
            raw_end = ""
            out = out "\""
            line = substr(line, 2)
        } else if (!match(line, /["'\/]/)) {
            return out line
        } else {
            c = substr(line, RSTART, 1)
            out = out substr(line, 1, RSTART - 1)
            previous = substr(out, length(out), 1)
            line = substr(line, RSTART + 1)
            if (c == "/" && substr(line, 1, 1) == "/") return out
            if (c == "/" && substr(line, 1, 1) == "*") {
                in_comment = 1
                line = substr(line, 2)
            } else if (c == "/" || (c == "'" && previous ~ /[0-9A-Fa-f]/)) {
                out = out c
            } else if (c == "\"" && previous == "R") {
                delimiter = substr(line, 1, index(line, "(") - 1)
                raw_end = ")" delimiter "\""
                line = substr(line, length(delimiter) + 2)
                out = out c
            } else {
                quote = c
                while (line != "" && substr(line, 1, 1) != quote) line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
                line = substr(line, 2)
                out = out quote quote
            }
        }
    }
    return out
}
