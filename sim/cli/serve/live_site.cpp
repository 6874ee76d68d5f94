#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page/page.hpp>
#include <chokepoint/study/inputs.hpp>
#include <chokepoint/study/live/scenario_text.hpp>
#include <chrono>
#include <cli/serve/live_site.hpp>
#include <cli/serve/scenario_file.hpp>
#include <nlohmann/json.hpp>

namespace chokepoint::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kMostSeconds = 10.0;      ///< That a change may take.
constexpr double kSecondsToPicture = 0.1;  ///< Beyond it, a picture of fewer samples comes first.
constexpr int kFewSamples = 32;
constexpr int kFewestSamples = 16;

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration span) {
    return std::chrono::duration<double, std::milli>(span).count();
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

WebAnswer json_answer(const Json& json, int status = 200) {
    return {status, "application/json", dumped(json)};
}

report::RunResults run_results(const study::LiveResult& result, const std::string& model_card) {
    return {result.scenario, result.ensemble, result.study, nullptr, model_card};
}

std::string quoted(const std::string& word) {
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=:+-") ==
        std::string::npos)
        return word;
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? "'\\''" : std::string(1, c);
    return text + "'";
}

std::string run_command(const std::filesystem::path& file, const scenario::Overrides& overrides) {
    std::string text = "chokepoint run " + quoted(file.string());
    for (const auto& [key, value] : overrides)
        text += " --set " + quoted(key + "=" + value);
    return text;
}

}  // namespace

LiveSite::LiveSite(study::LiveSession& session, scenario::Scenario scenario, SharedResult first,
                   double seconds_a_sample, std::string command, std::filesystem::path save_folder, std::string warning)
    : session_(session),
      scenario_(std::move(scenario)),
      model_card_(study::read_model_card(scenario_)),
      save_folder_(std::move(save_folder)),
      seconds_a_sample_(seconds_a_sample),
      most_samples_(std::max(1, static_cast<int>(kMostSeconds / std::max(seconds_a_sample, 1e-6)))),
      first_(std::move(first)) {
    page_.controls = study::live_controls(scenario_);
    for (const scenario::Arm& arm : scenario_.arms)
        page_.arms.emplace_back(arm.name, arm.label);
    page_.samples = std::min(scenario_.uncertainty.samples, most_samples_);
    page_.shown = first_->ensemble.asked;
    page_.command = std::move(command);
    page_.folder = save_folder_.string();
    page_.warning = std::move(warning);
    file_results_[page_.shown] = first_;
}

WebAnswer LiveSite::answer(const WebRequest& request) {
    if (!request.is_post) {
        if (request.tail.empty()) return page();
        if (request.tail == "alive") return {200, "text/plain; charset=utf-8", "alive\n"};
        return {404, "text/plain; charset=utf-8", "there is no such page\n"};
    }
    try {
        const LiveRequest asked = read_request(request.body, page_.controls);
        if (request.tail == "change") return change(asked);
        if (request.tail == "yaml") return yaml(asked);
        if (request.tail == "save") return save(asked);
    } catch (const BadRequest& fault) {
        return {400, "text/plain; charset=utf-8", std::string(fault.what()) + "\n"};
    }
    return {404, "text/plain; charset=utf-8", "there is no such page\n"};
}

WebAnswer LiveSite::page() const {
    return {200, "text/html; charset=utf-8",
            report::live_page(run_results(*first_, model_card_), record_of({}), page_)};
}

WebAnswer LiveSite::change(const LiveRequest& request) {
    WebAnswer answer{200, "application/x-ndjson", ""};
    answer.stream = [this, request](const WebSink& sink) { stream_change(request, sink); };
    return answer;
}

void LiveSite::stream_change(const LiveRequest& request, const WebSink& sink) {
    const auto send = [&](const Json& json) { return sink(dumped(json) + "\n"); };
    const TabList::Stop stop = tabs_.begin(request.tab, request.version);
    if (!stop) {
        send({{"version", request.version}, {"stopped", true}});
        return;
    }
    const RunControl control{{}, stop.get()};
    const auto started = Clock::now();
    try {
        const scenario::Scenario scenario = session_.load(request.change);
        const double load_ms = milliseconds(Clock::now() - started);
        const LoadedChange change{request, scenario, samples_of(request, scenario), load_ms};
        const double seconds = session_.missing_share(scenario, request.change, change.samples) * seconds_a_sample_;
        const int few = seconds * kFewSamples > kSecondsToPicture ? kFewestSamples : kFewSamples;
        if (change.samples > few && seconds * change.samples > kSecondsToPicture &&
            !send_samples(change, few, control, sink))
            return;
        send_samples(change, change.samples, control, sink);
    } catch (const InputError& error) {
        sink(faults_json(request, error) + "\n");
    } catch (const std::exception& error) {
        send({{"version", request.version}, {"failed", error.what()}});
    }
}

bool LiveSite::send_samples(const LoadedChange& change, int count, const RunControl& control, const WebSink& sink) {
    const LiveRequest& request = change.request;
    const auto started = Clock::now();
    const std::optional<study::LiveResult> result = session_.run(change.scenario, request.change, count, control);
    const SharedResult file = result ? file_result(count, control) : nullptr;
    if (!file) {
        sink(dumped({{"version", request.version}, {"stopped", true}}) + "\n");
        return false;
    }
    const auto ran = Clock::now();
    Json json = {{"version", request.version},
                 {"samples", count},
                 {"of", change.samples},
                 {"arms_run", result->arms_run.size()}};
    Json& parts = json["parts"] = Json::object();
    if (!request.parts.empty()) {
        for (report::PagePart& part :
             report::page_parts(run_results(*result, model_card_), record_of(request.change), request.parts))
            parts[std::string(part.id)] = std::move(part.html);
    }
    json["figures"] = Json::parse(report::figures_json(report::live_figures(*result, *file)));
    const auto done = Clock::now();
    json["load_ms"] = change.load_ms;
    json["run_ms"] = milliseconds(ran - started);
    json["page_ms"] = milliseconds(done - ran);
    return sink(dumped(json) + "\n");
}

/// A scenario without ranges, or one whose ranges have all been fixed, has one run.
int LiveSite::samples_of(const LiveRequest& request, const scenario::Scenario& scenario) const {
    if (scenario.uncertainty.samples <= 1) return 1;
    return std::min(request.samples > 0 ? request.samples : page_.samples, most_samples_);
}

LiveSite::SharedResult LiveSite::file_result(int count, const RunControl& control) {
    if (count <= 1) count = page_.samples;
    if (scenario_.uncertainty.samples <= 1) count = 1;
    {
        const std::scoped_lock lock(mutex_);
        if (const auto known = file_results_.find(count); known != file_results_.end()) return known->second;
    }
    std::optional<study::LiveResult> result = session_.run(scenario_, {}, count, control);
    if (!result) return nullptr;
    auto shared = std::make_shared<const study::LiveResult>(std::move(*result));
    constexpr std::size_t kMost = 4;
    const std::scoped_lock lock(mutex_);
    if (file_results_.size() >= kMost) file_results_.erase(file_results_.begin());
    return file_results_[count] = std::move(shared);
}

report::RunRecord LiveSite::record_of(const study::LiveChange& change) const {
    scenario::Overrides overrides = session_.overrides();
    overrides.insert(overrides.end(), change.set.begin(), change.set.end());
    return {run_command(session_.file(), overrides)};
}

std::string LiveSite::faults_json(const LiveRequest& request, const InputError& error) const {
    Json faults = Json::array();
    for (const Diagnostic& fault : error.diagnostics()) {
        if (fault.severity == Severity::error)
            faults.push_back({{"key", session_.changed_key(request.change, fault)},
                              {"message", fault.message},
                              {"hint", fault.hint}});
    }
    return dumped({{"version", request.version}, {"faults", std::move(faults)}});
}

std::string LiveSite::scenario_yaml(const LiveRequest& request, const std::filesystem::path& folder) const {
    study::LiveChange change = request.change;
    if (request.samples > 0 && scenario_.uncertainty.samples > 1)
        change.set.emplace_back("uncertainty.samples", std::to_string(request.samples));
    const scenario::Scenario changed = session_.load(change);
    const scenario::Overrides of_model = study::model_overrides(changed);
    std::string text = fmt::format("# Made of {} by 'chokepoint serve'.\n", scenario_.file.filename().string());
    if (!of_model.empty()) {
        text += "# Some changes belong to the model, so this file cannot hold them. Give them when you run it:";
        for (const auto& [key, value] : of_model)
            text += "\n#   --set " + quoted(key + "=" + value);
        text += '\n';
    }
    return text + study::scenario_text(changed, folder, request.change.arms);
}

WebAnswer LiveSite::yaml(const LiveRequest& request) const {
    try {
        return json_answer({{"yaml", scenario_yaml(request, scenario_.file.parent_path())}});
    } catch (const InputError& error) {
        return {200, "application/json", faults_json(request, error)};
    }
}

WebAnswer LiveSite::save(const LiveRequest& request) const {
    try {
        const std::string fault = write_new_file(save_folder_, request.name, scenario_yaml(request, save_folder_));
        if (!fault.empty()) return json_answer({{"fault", fault}});
        const std::filesystem::path file = save_folder_ / request.name;
        const scenario::Overrides of_model = study::model_overrides(session_.load(request.change));
        return json_answer({{"file", file.string()}, {"command", run_command(file, of_model)}});
    } catch (const InputError& error) {
        return {200, "application/json", faults_json(request, error)};
    }
}

}  // namespace chokepoint::cli
