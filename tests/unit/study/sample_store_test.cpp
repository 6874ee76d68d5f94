#define XXH_INLINE_ALL
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <xxhash.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/study/checkpoint/sample_record.hpp>
#include <chokepoint/study/checkpoint/sample_store.hpp>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "../sample_model.hpp"
#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

constexpr const char* kRun = "a manifest";
constexpr std::size_t kHeadBytes = 32;

/// 18 samples of two companies, the first of which is a target, and a segment, under two arms. Most of them failed,
/// which keeps the store small.
study::SampleShape shape() {
    study::SampleShape shape;
    shape.samples = 18;
    shape.parameters = 1;
    shape.units = 3;
    shape.groups = 2;
    shape.periods = 1;
    shape.days = 365;
    shape.channels = 10;
    shape.loss_periods = 1;
    shape.shown_days = 2;
    shape.keeps_shares = {true, false};
    shape.is_hidden = {false, true, false};
    shape.roots = {0, 1};
    return shape;
}

study::SampleResult result(std::uint64_t sample) {
    const double usd = 100.0 + static_cast<double>(sample);
    study::SampleResult result;
    result.values = {usd / 7.0};
    if (sample % study::kSampleBlock != 0) {
        result.fault = "shares of 'glass' exceed 1";
        return result;
    }
    result.baseline_usd = {{usd}, {2 * usd}, {usd / 2}};
    for (std::uint32_t arm = 0; arm < 2; ++arm) {
        std::vector<study::SampleOutcome>& outcomes = result.outcomes.emplace_back();
        outcomes.resize(3);
        outcomes[0].revenue_usd = {usd / 3};
        outcomes[0].milestones = {20, 30, 9, -1, -1, 0.25, 40};
        outcomes[0].losses = {{2, 0, {5.0}}, {9, arm, {1.5}}};
        outcomes[0].output_share = {1.0F, 0.25F};
        outcomes[1].revenue_usd = {usd};
        outcomes[1].low_usd = {usd / 5};
        outcomes[1].high_usd = {usd / 2};
        outcomes[2].revenue_usd = {usd / 4};
        result.groups.push_back({{usd, 0.0}, {0.0, usd / 8}, {}});
    }
    result.group_baseline_usd = {3 * usd, usd / 2};
    return result;
}

std::vector<study::SampleResult> results(std::uint64_t first) {
    std::vector<study::SampleResult> block;
    for (std::uint64_t k = first; k < std::min<std::uint64_t>(first + study::kSampleBlock, shape().samples); ++k)
        block.push_back(result(k));
    return block;
}

/// A store with both of its records.
std::string whole_store(const TemporaryFolder& folder) {
    const std::filesystem::path path = folder.path() / "whole.samples";
    study::SampleStore store(path, kRun, shape(), false, true);
    const study::SamplePlan plan = store.plan();
    plan.keep(0, results(0));
    plan.keep(16, results(16));
    return text_of(path);
}

/// What is taken up from these bytes, as bytes again; or what they are refused with.
std::string taken_up(const TemporaryFolder& folder, const std::string& bytes, const study::SampleShape& as = shape()) {
    const std::filesystem::path path = folder.write("o.samples", bytes);
    try {
        study::SampleStore store(path, kRun, as, true, false);
        const study::SamplePlan plan = store.plan();
        std::string taken = "took";
        for (const std::uint64_t first : {0, 16}) {
            if (const std::vector<study::SampleResult>* known = plan.known(first)) {
                taken += fmt::format(" {}", first);
                CHECK(study::sample_record(*known) == study::sample_record(results(first)));
            }
        }
        return taken;
    } catch (const InputError& error) {
        return replaced(error.what(), folder.path().string() + "/", "");
    }
}

std::size_t header_bytes(const std::string& store) {
    return store.find('\n') + 1;
}

/// A store of one record with this body and checksums that match it.
std::string with_body(const std::string& store, const std::string& body, std::uint64_t first = 0) {
    const std::string header = store.substr(0, header_bytes(store));
    const std::uint64_t seed = XXH3_64bits(header.data(), header.size());
    std::uint64_t head[4] = {first, body.size(), XXH3_64bits_withSeed(body.data(), body.size(), seed), 0};
    head[3] = XXH3_64bits_withSeed(head, 24, seed);
    return header + std::string(reinterpret_cast<const char*>(head), sizeof head) + body;
}

}  // namespace

TEST_CASE("samples come back from their store as they were kept") {
    const TemporaryFolder folder;
    const std::string store = whole_store(folder);
    CHECK(taken_up(folder, store) == "took 0 16");
    CHECK(text_of(folder.path() / "o.samples") == store);
}

TEST_CASE("a store with any one bit flipped is refused at its place") {
    const TemporaryFolder folder;
    const std::string store = whole_store(folder);
    std::size_t accepted = 0;
    std::size_t without_place = 0;
    for (std::size_t byte = 0; byte < store.size(); ++byte) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string damaged = store;
            damaged[byte] = static_cast<char>(static_cast<unsigned char>(damaged[byte]) ^ (1U << bit));
            const std::string answer = taken_up(folder, damaged);
            accepted += answer.starts_with("took") ? 1 : 0;
            if (byte >= header_bytes(store))
                without_place += answer.find("o.samples: error[damaged]: byte ") == 0 ? 0 : 1;
        }
    }
    CHECK(accepted == 0);
    CHECK(without_place == 0);
}

TEST_CASE("a store that ends anywhere gives the records that are whole, and goes on behind them") {
    const TemporaryFolder folder;
    const std::string store = whole_store(folder);
    const std::size_t header = header_bytes(store);
    std::uint64_t body = 0;
    std::memcpy(&body, store.data() + header + 8, sizeof body);
    const std::size_t second = header + kHeadBytes + body;
    for (std::size_t length = 0; length < store.size(); ++length) {
        CHECK(taken_up(folder, store.substr(0, length)) == (length < second ? "took" : "took 0"));
        CHECK(text_of(folder.path() / "o.samples") == store.substr(0, length < second ? header : second));
    }
}

TEST_CASE("whatever a record holds, it is refused at its place unless it has what the scenario has") {
    const TemporaryFolder folder;
    const std::string store = whole_store(folder);
    const std::string body = study::sample_record(results(0));
    const auto refusal = [&](const std::string& other) { return taken_up(folder, with_body(store, other)); };
    CHECK(refusal(body) == "took 0");
    // Bodies of other formats: nested arrays, maps and texts in CBOR, an empty one, zeros, ones.
    for (const std::string& foreign :
         {std::string(200'000, '\x81'), std::string("\xA0"), std::string("\x80"), std::string("\x81\xA0"),
          std::string("\x9B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), std::string(), std::string(4000, '\0'),
          std::string(4000, '\xFF'), body + '\0', body.substr(1)}) {
        CHECK(refusal(foreign).find("o.samples: error[damaged]: byte ") == 0);
    }
    // Every byte of a body replaced: either another number in the same place, or a refusal, never anything else.
    for (std::size_t byte = 0; byte < body.size(); ++byte) {
        std::string other = body;
        other[byte] = static_cast<char>(~other[byte]);
        const std::filesystem::path path = folder.write("o.samples", with_body(store, other));
        try {
            study::SampleStore taken(path, kRun, shape(), true, false);
            CHECK(taken.known() == 16);
        } catch (const InputError& error) {
            CHECK(std::string(error.what()).find("error[damaged]: byte ") != std::string::npos);
        }
    }
    for (std::size_t length = 0; length < body.size(); ++length)
        CHECK(refusal(body.substr(0, length)).find("o.samples: error[damaged]: byte ") == 0);
}

TEST_CASE("counts of samples that are not the scenario's are refused") {
    const TemporaryFolder folder;
    const std::string store = whole_store(folder);
    const auto refusal_of = [&](const std::function<void(std::vector<study::SampleResult>&)>& change) {
        std::vector<study::SampleResult> block = results(0);
        change(block);
        const std::string answer = taken_up(folder, with_body(store, study::sample_record(block)));
        constexpr std::string_view kHead = ": error[damaged]: byte ";
        const std::size_t place = answer.find(kHead);
        REQUIRE(place != std::string::npos);
        const std::size_t begin = answer.find(": ", place + kHead.size()) + 2;
        return answer.substr(begin, answer.find('\n') - begin);
    };
    using Block = std::vector<study::SampleResult>;
    CHECK(refusal_of([](Block& block) { block.pop_back(); }) == "15 samples, where only 16 are possible");
    CHECK(refusal_of([](Block& block) { block[0].values.clear(); }) == "0 values of priors, where only 1 are possible");
    CHECK(refusal_of([](Block& block) { block[0].outcomes.pop_back(); }) == "1 arms, where only 2 are possible");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0].clear(); }) ==
          "0 outcomes of an arm, where only 3 are possible");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0][0].revenue_usd.clear(); }) ==
          "0 periods of a revenue, where only 1 are possible");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0][0].losses[0].channel = 4'000'000'000; }) ==
          "there is no channel 4000000000");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0][0].losses[1].root = 2; }) == "there is no root 2");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0][0].losses[1] = block[0].outcomes[0][0].losses[0]; }) ==
          "losses by channel out of order");
    CHECK(refusal_of([](Block& block) {
              block[0].outcomes[1][2].losses = {{0, 0, {1.0}}};
          }) == "1 losses by channel, where only 0 are possible");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0][0].milestones.stop_day = 365; }) ==
          "day 365 is not in the calendar");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0][0].milestones.stopped_by = 10; }) ==
          "there is no channel 10");
    CHECK(refusal_of([](Block& block) { block[0].outcomes[0][1].output_share = {1.0F}; }) ==
          "1 days of output, where only 0 are possible");
    CHECK(refusal_of([](Block& block) { block[0].baseline_usd[0][0] = std::numeric_limits<double>::quiet_NaN(); }) ==
          "one of the periods of a baseline is not a number");
    CHECK(refusal_of([](Block& block) { block[0].fault = "made up"; }) ==
          "3 companies and segments, where only 0 are possible");
    CHECK(taken_up(folder, with_body(store, study::sample_record(results(0)), 8))
              .find("no record begins with sample 8") != std::string::npos);
    CHECK(taken_up(folder, with_body(store, study::sample_record(results(0)), 32))
              .find("no record begins with sample 32") != std::string::npos);
    const std::string once = with_body(store, study::sample_record(results(0)));
    CHECK(taken_up(folder, once + once.substr(header_bytes(once))).find("the record of sample 0 occurs twice") !=
          std::string::npos);
}

TEST_CASE("a record of another run is none of this one") {
    const TemporaryFolder folder;
    const std::string store = whole_store(folder);
    const std::filesystem::path path = folder.path() / "other.samples";
    {
        study::SampleStore other(path, "another manifest", shape(), false, false);
        other.plan().keep(0, results(0));
    }
    const std::string foreign = text_of(path);
    CHECK(taken_up(folder, foreign).find("these samples belong to another run") != std::string::npos);
    CHECK(taken_up(folder, store.substr(0, header_bytes(store)) + foreign.substr(header_bytes(foreign)))
              .find("does not match its checksum") != std::string::npos);
}

TEST_CASE("a store takes the place of a store alone") {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "o.samples";
    const auto begin = [&](bool force) -> std::string {
        try {
            const study::SampleStore store(path, kRun, shape(), false, force);
            return "";
        } catch (const InputError& error) {
            return replaced(error.what(), folder.path().string() + "/", "");
        }
    };
    folder.write("o.samples", "blood, urine\n");
    CHECK(begin(true).find("a file without samples stands where the samples belong") != std::string::npos);
    CHECK(text_of(path) == "blood, urine\n");
    std::filesystem::remove(path);
    const std::filesystem::path target = folder.write("target", whole_store(folder));
    std::filesystem::create_symlink(target, path);
    CHECK(begin(true).find("a link stands where the samples belong") != std::string::npos);
    CHECK(text_of(target) == whole_store(folder));
    std::filesystem::remove(path);
    std::filesystem::create_directory(path);
    CHECK(begin(true).find("a folder stands where the samples belong") != std::string::npos);
    std::filesystem::remove(path);
    CHECK(begin(false) == "");
    CHECK(begin(false).find("an earlier run ended before all of its samples were done") != std::string::npos);
    CHECK(begin(true) == "");
    const study::SampleStore in_use(path, kRun, shape(), true, false);
    CHECK(begin(true).find("another run is writing these samples") != std::string::npos);
}

TEST_CASE("a store removes no file but its own") {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "o.samples";
    study::SampleStore store(path, kRun, shape(), false, false);
    std::filesystem::rename(path, folder.path() / "kept");
    folder.write("o.samples", "another one's");
    store.remove();
    CHECK(text_of(path) == "another one's");
}
