#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

/// A place in an input file. Lines and columns count from 1; line 0 means the whole file.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;

    bool operator==(const Place&) const = default;
};

enum class Severity { error, warning };

/// The kind of fault. Its name (`code()`) is stable, so scripts and tests can rely on it instead of a message's
/// wording.
enum class Fault {
    invalid_value,   ///< A value that this key, column or option does not accept.
    out_of_range,    ///< A number or date outside its bounds.
    wrong_type,      ///< For example a list where a mapping is expected.
    bad_number,      ///< Text where a number is expected.
    bad_date,        ///< Text where a date or duration is expected, or a day that does not exist.
    bad_unit,        ///< A unit that is unknown or does not fit.
    bad_syntax,      ///< A file that breaks the rules of its format.
    unknown_key,     ///< A key, column or option that we do not know.
    missing_key,     ///< A required key, column or option is absent.
    unknown_name,    ///< A reference to a firm, product, arm, ... that does not exist.
    duplicate,       ///< Something is given twice.
    look_alike,      ///< Two names that differ only in case, spacing or Unicode form.
    contradiction,   ///< Two statements that cannot both be true.
    unbalanced,      ///< Money that does not add up.
    empty,           ///< Nothing is given where at least one item is needed.
    unlikely,        ///< Valid, but probably a mistake: a warning.
    without_effect,  ///< Valid, but changes nothing: a warning.
    unsupported,     ///< A combination that the program does not offer.
    no_file,         ///< A file or folder that does not exist.
    unreadable,      ///< A file that cannot be read or is not of the expected kind.
    damaged,         ///< A file that fails its own integrity checks.
    exists,          ///< An output that already exists.
    unwritable,      ///< An output that cannot be written.
    too_large,       ///< An input or request that exceeds memory or the format.
};

/// The fault's name as messages show it, e.g. "unknown-key".
std::string_view code(Fault fault);

/// One fault in an input, with its place and a hint that says how to fix it.
struct Diagnostic {
    Place place = {};
    std::string message = {};
    std::string hint = {};         ///< A sentence, then optional commands to copy, one per line.
    std::string source_line = {};  ///< The line's text, shown as the excerpt; may be empty.
    Place other = {};              ///< The second place of a contradiction, if other.line > 0.
    std::string other_source_line = {};
    Severity severity = Severity::error;
    std::string other_note = "see also";  ///< Introduces the second place, e.g. "first given at".
    Fault fault = Fault::invalid_value;
};

/// A diagnostic that concerns a whole file.
Diagnostic file_fault(std::string file, std::string message, std::string hint, Fault fault = Fault::unreadable);

/// Throws an InputError with that one diagnostic.
[[noreturn]] void refuse_file(std::string file, std::string message, std::string hint, Fault fault = Fault::unreadable);

/// The diagnostic as text, without a final newline: `file:line:column: error[code]: message`, the excerpt with a caret,
/// and the hint. The excerpt shows at most 76 characters around the caret, tabs as spaces and control characters as
/// '?'.
std::string to_string(const Diagnostic& diagnostic);

/// All faults of the inputs, in the order given. what() is their text, separated by blank lines.
class InputError : public std::runtime_error {
   public:
    explicit InputError(std::vector<Diagnostic> diagnostics);
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

   private:
    std::vector<Diagnostic> diagnostics_;
};

/// Thrown if results cannot be written: a full disk, a closed stream.
class OutputError : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

/// Collects faults so that a reader can report all faults of a file at once.
class Diagnostics {
   public:
    void add(Diagnostic diagnostic);
    bool has_errors() const;
    /// The faults so far, sorted by line and column within each file. Faults of a whole file come last; files keep the
    /// order in which they first appeared.
    std::vector<Diagnostic> sorted() const;
    /// Throws an InputError with everything in sorted() if there is at least one error. Warnings alone do not throw.
    void throw_if_errors() const;

   private:
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace chokepoint
