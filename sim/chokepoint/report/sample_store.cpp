// The file: a line with the SHA-256 of the run's manifest, then records of the number of the first sample, the length
// of what follows (both u64, in the machine's order), and the results in CBOR. A record that was cut short is dropped,
// with what comes after it.
#include <fmt/format.h>

#include <array>
#include <chokepoint/base/sha256.hpp>
#include <chokepoint/report/output_folder.hpp>
#include <chokepoint/report/sample_store.hpp>
#include <iterator>
#include <nlohmann/json.hpp>

namespace chokepoint {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;
using RecordHead = std::array<std::uint64_t, 2>;

Json to_json(const SampleResult& result) {
    Json json{{"values", result.values}, {"baseline", result.baseline_usd}, {"fault", result.fault}};
    for (const std::vector<SampleOutcome>& arm : result.outcomes) {
        Json list = Json::array();
        for (const SampleOutcome& outcome : arm) {
            const Milestones& m = outcome.milestones;
            Json losses = Json::array();
            for (const ChannelLoss& loss : outcome.losses)
                losses.push_back({loss.channel, loss.root, loss.usd});
            list.push_back({outcome.revenue_usd, m.half_day, m.stop_day, m.stopped_by, m.resume_day, m.recovery_day,
                            m.lowest_share, m.lowest_day, losses, outcome.output_share});
        }
        json["arms"].push_back(std::move(list));
    }
    return json;
}

SampleResult read_result(const Json& json) {
    SampleResult result;
    json.at("values").get_to(result.values);
    json.at("baseline").get_to(result.baseline_usd);
    json.at("fault").get_to(result.fault);
    if (!json.contains("arms")) return result;
    for (const Json& arm : json.at("arms")) {
        std::vector<SampleOutcome>& list = result.outcomes.emplace_back();
        for (const Json& item : arm) {
            list.push_back({item.at(0),
                            {item.at(1), item.at(2), item.at(3), item.at(4), item.at(5), item.at(6), item.at(7)},
                            {},
                            item.at(9)});
            for (const Json& loss : item.at(8))
                list.back().losses.push_back({loss.at(0), loss.at(1), loss.at(2)});
        }
    }
    return result;
}

[[noreturn]] void refuse(const fs::path& file, std::string message, std::string hint) {
    throw InputError({file_fault(file.string(), std::move(message), std::move(hint))});
}

}  // namespace

fs::path store_of(fs::path folder) {
    if (!folder.has_filename()) folder = folder.parent_path();
    return folder += ".samples";
}

SampleStore::SampleStore(fs::path file, const std::string& manifest, bool resume, bool force) : file_(std::move(file)) {
    const std::string header = fmt::format("chokepoint samples of {}\n", sha256_of(manifest));
    const bool exists = fs::exists(file_);
    if (resume && !exists)
        refuse(file_, "there are no samples to take up: the run is complete, or was never begun",
               "for a new one take --out in place of --resume, and --force if the folder is there");
    if (exists && !resume && !force)
        refuse(file_, "an earlier run was ended before all of its samples were done",
               "take it up with --resume in place of --out, or begin anew with --force");
    if (resume) {
        fs::resize_file(file_, read(header));
        stream_.open(file_, std::ios::binary | std::ios::app);
    } else {
        stream_.open(file_, std::ios::binary | std::ios::trunc);
        stream_ << header;
    }
}

/// The end of the last record that is whole.
std::uintmax_t SampleStore::read(const std::string& header) {
    std::ifstream stream(file_, std::ios::binary);
    std::string line;
    std::getline(stream, line);
    if (line + "\n" != header)
        refuse(file_, "these samples are of another run: files, version, overrides or seed differ",
               "repeat the command of that run with --resume in place of --out, or begin anew with --out and --force");
    std::uintmax_t end = header.size();
    for (RecordHead head{}; stream.read(reinterpret_cast<char*>(head.data()), sizeof(head));) {
        if (head[1] > fs::file_size(file_)) break;
        std::vector<char> bytes(head[1]);
        if (!stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) break;
        const Json json = Json::from_cbor(bytes, true, false);
        if (json.is_discarded()) break;
        for (const Json& result : json)
            known_[head[0]].push_back(read_result(result));
        end += sizeof(head) + head[1];
    }
    return end;
}

void SampleStore::keep(std::uint64_t first, const std::vector<SampleResult>& results) {
    Json json = Json::array();
    for (const SampleResult& result : results)
        json.push_back(to_json(result));
    const std::vector<std::uint8_t> bytes = Json::to_cbor(json);
    const RecordHead head = {first, bytes.size()};
    stream_.write(reinterpret_cast<const char*>(head.data()), sizeof(head));
    stream_.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!stream_.flush()) throw OutputError("cannot write " + file_.string());
}

SamplePlan SampleStore::plan(const Scenario& scenario) {
    SamplePlan plan;
    plan.count = scenario.uncertainty.samples;
    plan.whole = true;
    plan.known = [this](std::uint64_t first) {
        const auto found = known_.find(first);
        return found == known_.end() ? nullptr : &found->second;
    };
    plan.keep = [this](std::uint64_t first, const std::vector<SampleResult>& results) { keep(first, results); };
    return plan;
}

std::size_t SampleStore::known() const {
    std::size_t count = 0;
    for (const auto& [first, results] : known_)
        count += results.size();
    return count;
}

void SampleStore::remove() {
    stream_.close();
    fs::remove(file_);
}

}  // namespace chokepoint
