#include <array>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/parameter_words.hpp>

namespace chokepoint::report {

namespace {

constexpr auto kFirstInput = static_cast<std::uint32_t>(study::Channel::input);

}  // namespace

std::string channel_words(std::uint32_t channel, const network::Directory& directory) {
    if (channel < kFirstInput) return study::channel_name(channel, directory);
    return "shortage of " + directory.product_label[channel - kFirstInput];
}

std::string stop_words(std::uint32_t channel, const network::Directory& directory) {
    constexpr std::array<std::string_view, kFirstInput> kReasons = {"because its own sales are denied",
                                                                    "because its customers order less",
                                                                    "because customers have left",
                                                                    "because rivals take over its customers",
                                                                    "because it sells less to other buyers",
                                                                    "because fewer orders wait",
                                                                    "because it lacks capacity",
                                                                    "while it restarts",
                                                                    "because it runs out of cash"};
    if (channel < kFirstInput) return std::string(kReasons[channel]);
    return "because it runs out of " + directory.product_label[channel - kFirstInput];
}

}  // namespace chokepoint::report
