#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cli/serve/request_check.hpp>
#include <stdexcept>

namespace chokepoint::cli {

namespace {

/// Where `/TOKEN/` ends.
std::size_t end_of_token(std::string_view path) {
    return path.starts_with('/') ? path.find('/', 1) : std::string_view::npos;
}

bool is_json(std::string_view content_type) {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    return type == "application/json";
}

}  // namespace

std::string make_token() {
    std::array<unsigned char, 16> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw std::runtime_error("the system gave no random bytes");
    std::string token;
    for (const unsigned char byte : bytes)
        token += fmt::format("{:02x}", byte);
    return token;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    volatile unsigned char difference = 0;
    for (std::size_t k = 0; k < a.size(); ++k)
        difference = static_cast<unsigned char>(difference | static_cast<unsigned char>(a[k] ^ b[k]));
    return difference == 0;
}

std::optional<Refusal> refusal_of(const RequestHead& request, int port, std::string_view token) {
    const std::array<std::string, 2> names = {fmt::format("127.0.0.1:{}", port), fmt::format("localhost:{}", port)};
    const auto is_own = [&](std::string_view host) { return std::ranges::find(names, host) != names.end(); };
    if (request.hosts.size() != 1 || !is_own(request.hosts[0]))
        return Refusal{403, "this server answers only at its own address"};
    const std::string origin = "http://" + request.hosts[0];
    if (std::ranges::any_of(request.origins, [&](const std::string& one) { return one != origin; }))
        return Refusal{403, "this server answers only its own page"};
    const std::size_t end = end_of_token(request.path);
    if (end == std::string_view::npos || !equal_in_constant_time(request.path.substr(1, end - 1), token))
        return Refusal{404, "there is no such page; open the address that 'chokepoint serve' printed"};
    if (request.method != "GET" && request.method != "HEAD" && request.method != "POST")
        return Refusal{405, "only GET and POST are answered"};
    if (request.method == "POST" && !is_json(request.content_type))
        return Refusal{415, "the body must be application/json"};
    return std::nullopt;
}

std::string tail_of(std::string_view path) {
    return std::string(path.substr(end_of_token(path) + 1));
}

}  // namespace chokepoint::cli
