#include <doctest/doctest.h>

#include <chokepoint/report/text/channel_words.hpp>
#include <set>
#include <string>

using namespace chokepoint;

TEST_CASE("every channel has its own words, none of them its name in the code") {
    network::Directory directory;
    directory.products.add("fine-steel");
    directory.product_label = {"fine steel"};
    const auto inputs = static_cast<std::uint32_t>(study::Channel::input);
    const std::set<std::string> codes = {"denied",  "demand",   "goodwill", "rivals",    "redeployed",
                                         "backlog", "capacity", "restart",  "insolvency"};
    std::set<std::string> labels;
    std::set<std::string> reasons;
    for (std::uint32_t channel = 0; channel <= inputs; ++channel) {
        const std::string name = study::channel_name(channel, directory);
        CHECK_FALSE(codes.contains(name));
        CHECK(labels.insert(report::channel_words(channel, directory)).second);
        CHECK(reasons.insert(report::stop_words(channel, directory)).second);
    }
    CHECK(study::channel_name(0, directory) == "own sales denied");
    CHECK(report::channel_words(0, directory) == "own sales denied");
    CHECK(report::stop_words(0, directory) == "because its own sales are denied");
    CHECK(study::channel_name(inputs, directory) == "input: fine-steel");
    CHECK(report::channel_words(inputs, directory) == "shortage of fine steel");
    CHECK(report::stop_words(inputs, directory) == "because it runs out of fine steel");
}
