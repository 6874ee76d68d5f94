#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <string>
#include <utility>

namespace chokepoint {

/// The error of this kind at a place that was noted before it was found.
inline Diagnostic fault_at(Diagnostic where, Fault fault, std::string message, std::string hint) {
    where.fault = fault;
    where.message = std::move(message);
    where.hint = std::move(hint);
    return where;
}

/// The same as a warning.
inline Diagnostic warning_at(Diagnostic where, Fault fault, std::string message, std::string hint) {
    where.severity = Severity::warning;
    return fault_at(std::move(where), fault, std::move(message), std::move(hint));
}

}  // namespace chokepoint
