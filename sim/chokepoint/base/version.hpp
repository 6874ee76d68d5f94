#pragma once

namespace chokepoint {

/// The version, such as `0.1.0`, and the commit that was built (`unknown` outside a git checkout).
extern const char* const kVersion;
extern const char* const kCommit;

}  // namespace chokepoint
