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
    Place place;
    std::string message;
    std::string hint;
    std::string source_line;  ///< The text of the line, for the excerpt; may be empty.
    Place other;              ///< The second place of a contradiction; other.line 0 if there is none.
    std::string other_source_line;
    Severity severity = Severity::error;
};

/// The diagnostic as a person reads it: `file:line:column: error: message`, excerpt with caret, hint.
/// The excerpt shows at most 76 columns around the caret; control characters are shown as '?'.
std::string to_string(const Diagnostic& diagnostic);

/// Every fault of the inputs at once, in the order of files and positions.
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
    /// The faults so far, sorted by line and column within each file; files keep their first-seen order.
    std::vector<Diagnostic> sorted() const;
    /// Throws InputError with the sorted errors if there is any; warnings alone do not throw.
    void throw_if_errors() const;

   private:
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace chokepoint
