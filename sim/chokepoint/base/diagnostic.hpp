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
};

/// An error of a whole file.
Diagnostic file_fault(std::string file, std::string message, std::string hint);

/// Throws the InputError of one such fault.
[[noreturn]] void refuse_file(std::string file, std::string message, std::string hint);

/// The diagnostic as a person reads it: `file:line:column: error: message`, excerpt with caret, hint; no final newline.
/// The excerpt shows at most 76 characters around the caret; a tab is shown as one blank, control characters as '?'.
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
