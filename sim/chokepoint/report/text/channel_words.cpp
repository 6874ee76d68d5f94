#include <array>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/parameter_words.hpp>

namespace chokepoint::report {

namespace {

constexpr auto kFirstInput = static_cast<std::uint32_t>(study::Channel::input);

}  // namespace

std::string channel_words(std::uint32_t channel, const network::Directory& directory) {
    if (channel < kFirstInput) return study::channel_name(channel, directory);
    return "want of " + as_words(std::string(directory.products.name(channel - kFirstInput)));
}

std::string stop_words(std::uint32_t channel, const network::Directory& directory) {
    constexpr std::array<std::string_view, kFirstInput> kReasons = {"because its own sales are denied",
                                                                    "because its customers order less",
                                                                    "because customers have left",
                                                                    "because rivals take over its customers",
                                                                    "because it sells less to other buyers",
                                                                    "because fewer orders wait",
                                                                    "for want of capacity",
                                                                    "while it restarts",
                                                                    "for want of cash"};
    if (channel < kFirstInput) return std::string(kReasons[channel]);
    return "for want of " + std::string(directory.products.name(channel - kFirstInput));
}

}  // namespace chokepoint::report
