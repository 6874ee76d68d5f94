#pragma once

#include <chokepoint/study/live/live_controls.hpp>
#include <chokepoint/study/live/live_session.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace chokepoint::cli {

/// A request of the page that no page would send.
class BadRequest : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

/// What the page asks for.
struct LiveRequest {
    std::string tab;
    long long version = 0;
    study::LiveChange change;
    int samples = 0;                 ///< 0: as many as the file says.
    std::vector<std::string> parts;  ///< Of the page, by id.
    std::string name;                ///< Of the file to save.
};

/// Reads the JSON of a request. It may set the keys of `controls` and no others, and each to one scalar. Throws
/// BadRequest.
LiveRequest read_request(const std::string& body, const std::vector<study::LiveControl>& controls);

}  // namespace chokepoint::cli
