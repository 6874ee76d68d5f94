#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

/// What a request says of itself before its body.
struct RequestHead {
    std::string method;
    std::string path;
    std::vector<std::string> hosts;    ///< Every Host header.
    std::vector<std::string> origins;  ///< Every Origin header.
    std::string content_type;
};

/// Why a request is not answered.
struct Refusal {
    int status = 0;
    std::string_view reason;
};

/// 128 bits from the operating system, in hexadecimal.
std::string make_token();

/// Whether two texts are equal, in a time that depends on their lengths alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// Refuses what does not come from the page that this server has sent: another host or origin, a path without the
/// token, another method, or a body that is not JSON.
std::optional<Refusal> refusal_of(const RequestHead& request, int port, std::string_view token);

/// What follows the token in the path of a request that is not refused.
std::string tail_of(std::string_view path);

}  // namespace chokepoint::cli
