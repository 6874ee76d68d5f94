#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

/// A place in an input file; line and column count from 1, 0 means "the whole file".
struct Place {
    std::string file;
    int line = 0;
    int column = 0;

    bool operator==(const Place&) const = default;
};

enum class Severity { error, warning };

/// What kind of fault a diagnostic reports. Its name (`code()`) is stable, so that scripts and tests need not quote the
/// wording of a message.
enum class Fault {
    invalid_value,   ///< A value that its key, column or option does not take.
    out_of_range,    ///< A number or date outside its bounds.
    wrong_type,      ///< A list where a mapping is expected, and the like.
    bad_number,      ///< Text where a number is expected.
    bad_date,        ///< Text where a date or a period is expected, or a day that does not exist.
    bad_unit,        ///< A unit that is not known, or that does not fit.
    bad_syntax,      ///< A file that breaks the rules of its format.
    unknown_key,     ///< A key, column or option that does not exist.
    missing_key,     ///< A key, column or option that is required.
    unknown_name,    ///< A reference to a firm, product, arm, ... that does not exist.
    duplicate,       ///< A thing that is given twice.
    look_alike,      ///< Two names that differ by case, blanks or look alone.
    contradiction,   ///< Two statements that cannot both hold.
    unbalanced,      ///< Money that does not add up.
    empty,           ///< Nothing where at least one thing is needed.
    unlikely,        ///< Valid, but probably a mistake: a warning.
    without_effect,  ///< Valid, but changes nothing: a warning.
    unsupported,     ///< A combination that the program does not offer.
    no_file,         ///< A file or folder that does not exist.
    unreadable,      ///< A file that cannot be read, or is not what its name says.
    damaged,         ///< A file whose content does not match its own checks.
    exists,          ///< An output that exists already.
    unwritable,      ///< An output that cannot be written.
    too_large,       ///< An input or a request beyond what memory or the format allows.
};

/// The fault's name as it stands in messages, e.g. "unknown-key".
std::string_view code(Fault fault);

/// One fault of an input, at its place, with the remedy as the hint.
struct Diagnostic {
    Place place = {};
    std::string message = {};
    std::string hint = {};         ///< A sentence, then on lines of their own commands to copy, if any.
    std::string source_line = {};  ///< The text of the line, for the excerpt; may be empty.
    Place other = {};              ///< The second place of a contradiction; other.line 0 if there is none.
    std::string other_source_line = {};
    Severity severity = Severity::error;
    std::string other_note = "see also";  ///< Leads to the second place, e.g. "first given at".
    Fault fault = Fault::invalid_value;
};

/// An error of a whole file.
Diagnostic file_fault(std::string file, std::string message, std::string hint, Fault fault = Fault::unreadable);

/// Throws the InputError of one such fault.
[[noreturn]] void refuse_file(std::string file, std::string message, std::string hint, Fault fault = Fault::unreadable);

/// The diagnostic as a person reads it: `file:line:column: error[code]: message`, excerpt with caret, hint; no final
/// newline. The excerpt shows at most 76 characters around the caret; a tab is shown as one blank, control characters
/// as '?'.
std::string to_string(const Diagnostic& diagnostic);

/// Every fault of the inputs at once, in the order given; what() is all of them as text, a blank line between.
class InputError : public std::runtime_error {
   public:
    explicit InputError(std::vector<Diagnostic> diagnostics);
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

   private:
    std::vector<Diagnostic> diagnostics_;
};

/// Collects faults so that a reader of a file reports all of them at once.
class Diagnostics {
   public:
    void add(Diagnostic diagnostic);
    bool has_errors() const;
    /// The faults so far, sorted by line and column within each file, those of the whole file last; files keep
    /// their first-seen order.
    std::vector<Diagnostic> sorted() const;
    /// Throws InputError with all that is sorted() if there is any error; warnings alone do not throw.
    void throw_if_errors() const;

   private:
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace chokepoint
