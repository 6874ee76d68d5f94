# Rules on the content of files, line by line.

function report(rule, message) { print FILENAME ":" FNR ": " message " [" rule "]" }

# Whether one of the alternatives `names` occurs as a whole word, and whether one is called.
function uses(text, names) { return text ~ ("(^|[^A-Za-z0-9_])(" names ")([^A-Za-z0-9_]|$)") }
function calls(text, names) { return text ~ ("(^|[^A-Za-z0-9_.>])(" names ") *[(]") }

BEGIN {
    # The public face is what lies in sim/chokepoint itself.
    rooms = split("base uncertainty network policy dynamics cascade scenario study report face", room_name, " ")
    for (i = 1; i <= rooms; i++) level[room_name[i]] = i
}

FNR == 1 {
    start_of_file()
    is_cpp = FILENAME ~ /\.[ch]pp$/
    is_header = FILENAME ~ /\.hpp$/
    is_library = FILENAME ~ /^sim\/chokepoint\//
    split(FILENAME, part, "/")
    own_room = is_library ? room_of(part[3], part[4]) : ""
}

# All texts.
/[ \t]+$/ { report("whitespace", "blanks at the end of a line") }
/\r$/ { report("whitespace", "carriage return at the end of a line") }
uses($0, "TO[D]O|FIX[M]E|X[X]X") { report("marker", "finish it, or open an issue: reminders do not belong in the tree") }
FILENAME !~ /\.md$/ && /-f[f]ast-math|-O[f]ast|-f[u]nsafe-math|-f[a]ssociative-math/ {
    report("fast-math", "results would depend on the compiler")
}

# Three files state the version.
FILENAME == "CMakeLists.txt" && match($0, /VERSION [0-9]+\.[0-9]+\.[0-9]+/) && /project\(/ {
    version = substr($0, RSTART + 8, RLENGTH - 8)
}
FILENAME == "CITATION.cff" && /^version:/ { cited = $2; cited_at = FNR }
FILENAME == "CHANGELOG.md" && /^## / { if (!logged_at) { logged = $0; logged_at = FNR } }
END {
    if (cited_at && cited != version) {
        FILENAME = "CITATION.cff"; FNR = cited_at
        report("version", "version " cited ", but the project is " version)
    }
    if (logged_at && !index(logged, version)) {
        FILENAME = "CHANGELOG.md"; FNR = logged_at
        report("version", "the newest section does not have the project's version " version)
    }
}

!is_cpp { next }

# All C++ files.
/\t/ { report("tab", "tab: indent with blanks") }
FNR == 401 && FILENAME ~ /^(sim|tests)\// { report("size", "over 400 lines: split the file by idea") }

{ code = code_of($0) }
code ~ /^[ \t]*$/ { next }
code ~ /^[ \t]*#[ \t]*include/ { check_include($0); next }

!is_library { next }

# The library: no terminal, exit, clock, random device, environment or globals.
uses(code, "std::(cout|cerr|clog|cin)|stdout|stderr|stdin") || calls(code, "printf|vprintf|puts|putchar|perror") ||
code ~ /fmt::print *[(]"/ { report("terminal", "the library does not print: return the text to the caller") }

calls(code, "exit|_Exit|_exit|quick_exit|abort|terminate") {
    report("exit", "the library does not end the program: throw, or return a report")
}

uses(code, "system_clock::now|steady_clock::now|high_resolution_clock|__DATE__|__TIME__|__TIMESTAMP__") ||
calls(code, "time|gettimeofday|clock_gettime|localtime|localtime_r|gmtime|gmtime_r") {
    report("clock", "a result does not depend on when it was computed")
}

uses(code, "random_device|std::[a-z_]*_distribution") || calls(code, "s?rand") {
    report("random", "std:: distributions differ between platforms: use the draws in base, keyed by seed, sample and parameter")
}

calls(code, "getenv|secure_getenv|setenv|putenv") {
    report("environment", "a result does not depend on the environment: take the value as an argument")
}

own_room == "report" && (calls(code, "([a-z_]+::)*(run|load|read|compile|rank|weigh)_[a-z_]+|([a-z_]+::)*explain") ||
    (uses(code, "ifstream|TextFile|MappedFile") && FILENAME !~ /\/files\//)) {
    report("report", "report writes what others found: run and load in study, and hand over the result")
}

is_global(code) { report("global", "mutable state outlives the call; pass it, or make it const") }

# A static or thread-local variable anywhere, or a variable at namespace scope, which is not indented.
function is_global(code,    declaration) {
    if (uses(code, "const|constexpr|using|typedef|extern")) return 0
    if (code !~ /^[A-Za-z_]/ && code !~ /^ *(inline |static |thread_local )/) return 0
    declaration = code
    sub(/[={;].*/, "", declaration)
    if (declaration == code || declaration ~ /[(]/) return 0
    if (declaration ~ /^ *(inline +)?(static|thread_local) /) return 1
    if (declaration ~ /^(inline )?(struct|class|enum|union|namespace|template|friend|concept|public|private|protected|requires|return|else|case|default|do|try) /) return 0
    return declaration ~ /^[A-Za-z_][A-Za-z0-9_:<>,*& ]*[ *&>:][A-Za-z_][A-Za-z0-9_]*(\[[^]]*\])? *$/
}

function room_of(folder, rest) { return rest == "" ? "face" : folder }

function check_include(line,    target, piece, room) {
    target = line
    sub(/^[^<"]*[<"]/, "", target)
    sub(/[>"].*/, "", target)
    piece[3] = ""
    split(target, piece, "/")
    room = room_of(piece[2], piece[3])
    if (is_library && target ~ /(^|\/)cli\//)
        report("room", own_room " includes cli, the highest room")
    else if (piece[1] == "chokepoint" && is_library && level[room] > level[own_room])
        report("room", own_room " includes " (room == "face" ? "the public face" : room) ", a higher room")
    else if (own_room == "face" && is_header && piece[1] == "chokepoint" && room != "face" && target !~ /^chokepoint\/base\/(date|diagnostic|version)\.hpp$/)
        report("public", target " is not installed: include it in the source, and name its types ahead in the header")
    if (own_room == "report" && target ~ /^chokepoint\/(dynamics|cascade|study\/checkpoint)\//)
        report("report", "report includes " piece[2] (piece[2] == "study" ? "/" piece[3] : "") ", which runs or keeps work")
    if (piece[1] == "yaml-cpp" && (own_room != "scenario" || is_header))
        report("yaml-cpp", "yaml-cpp is read in the sources of sim/chokepoint/scenario only")
    if (piece[1] ~ /^netcdf/ && (own_room != "report" || is_header))
        report("netcdf", "netCDF is written in the sources of sim/chokepoint/report only")
    if (target ~ /^boost\/program_options/ && (FILENAME !~ /^sim\/cli\//))
        report("program-options", "Boost.Program_options is for sim/cli only")
    if (is_library && is_header && piece[1] ~ /^(fmt|nlohmann|openssl)$/)
        report("private-dependency", piece[1] " belongs in sources: a header hands it on to whoever includes it")
    if (is_library && target == "iostream")
        report("terminal", "the library does not print: <istream> and <ostream> have the types")
}
