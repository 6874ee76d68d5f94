#include <chokepoint/base/version.hpp>

namespace chokepoint {

const char* const kVersion = CHOKEPOINT_VERSION;
const char* const kCommit = CHOKEPOINT_COMMIT;

}  // namespace chokepoint
