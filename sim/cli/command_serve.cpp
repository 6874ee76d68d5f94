#include <fmt/format.h>

#include <chokepoint/study/report_place.hpp>
#include <chrono>
#include <cli/commands.hpp>
#include <cli/options/study_run.hpp>
#include <cli/serve/live_site.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/terminal.hpp>
#include <system_error>
#include <thread>

namespace chokepoint::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kMostSeconds = 10.0;  ///< A change that takes longer is no conversation.

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A first run of the scenario, with the time that a sample of it took.
struct FirstRun {
    LiveSite::SharedResult result;
    double seconds_a_sample = 0.0;
};

/// Runs `count` samples for at most kMostSeconds.
FirstRun run_first(study::LiveSession& session, const scenario::Scenario& scenario, int count) {
    std::atomic<bool> stop{false};
    const Clock::time_point start = Clock::now();
    const std::jthread watch([&](const std::stop_token& ended) {
        while (!ended.stop_requested() && !stop) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            if (seconds_since(start) > kMostSeconds || catch_interruption()) stop = true;
        }
    });
    std::optional<study::LiveResult> result = session.run(scenario, {}, count, {{}, &stop});
    if (!result) return {};
    return {std::make_shared<const study::LiveResult>(std::move(*result)), seconds_since(start) / count};
}

[[noreturn]] void refuse(const Arguments& arguments) {
    throw UsageError(Fault::too_large,
                     fmt::format("a run of '{}' takes more than {:.0f} seconds, too long to answer changes while you "
                                 "wait",
                                 arguments.operands[0], kMostSeconds),
                     "use 'chokepoint run', 'chokepoint sweep', or a smaller model");
}

/// A few samples first; where they take too long, one.
FirstRun run_first(const Arguments& arguments, study::LiveSession& session, const scenario::Scenario& scenario) {
    FirstRun first = run_first(session, scenario, std::min<int>(study::kSampleBlock, scenario.uncertainty.samples));
    if (!first.result && scenario.uncertainty.samples > 1 && !catch_interruption())
        first = run_first(session, scenario, 1);
    if (!first.result && !catch_interruption()) refuse(arguments);
    return first;
}

/// What the reader must know if the server cannot run the samples that the file asks for; "" if it can.
std::string warning_of(const scenario::Scenario& scenario, double seconds_a_sample) {
    const int most = std::max(1, static_cast<int>(kMostSeconds / seconds_a_sample));
    if (scenario.uncertainty.samples <= most) return "";
    return most == 1 ? "The model is large, so every picture shows a single run with central values"
                     : fmt::format("The model is large, so every picture shows {} of {} samples", most,
                                   scenario.uncertainty.samples);
}

std::filesystem::path save_folder(const Arguments& arguments) {
    if (arguments.save_folder.empty()) return std::filesystem::path(arguments.operands[0]).parent_path();
    if (!std::filesystem::is_directory(arguments.save_folder))
        throw UsageError(Fault::no_file, fmt::format("'--save-dir {}' is no folder", arguments.save_folder),
                         "make it first, or leave the option out to save beside the scenario");
    return arguments.save_folder;
}

HttpServer make_server(const Arguments& arguments) {
    const int port = static_cast<int>(arguments.port.value_or(0));
    try {
        return HttpServer(port);
    } catch (const std::system_error& error) {
        throw UsageError(Fault::unwritable, error.what(), "choose another --port, or none for a free one");
    }
}

}  // namespace

int serve_command(const Arguments& arguments) {
    const std::atomic<bool>& interrupted = catch_interruption();
    const std::filesystem::path folder = save_folder(arguments);
    HttpServer server = make_server(arguments);
    scenario::Scenario scenario = load_with_notes(arguments, {}, scenario::kDefaultSamples);
    study::LiveSession session(arguments.operands[0], arguments.overrides, arguments.threads);
    const FirstRun first = run_first(arguments, session, scenario);
    if (!first.result) return kInterrupted;
    const std::string warning = warning_of(scenario, first.seconds_a_sample);
    if (!warning.empty() && !arguments.quiet) note(warning);
    LiveSite site(session, std::move(scenario), first.result, first.seconds_a_sample, arguments.command_line, folder,
                  warning);
    print(server.address() + "\n");
    if (!arguments.quiet) note("open this address in a browser; Ctrl-C ends the server");
    const std::jthread stopper([&](const std::stop_token& ended) {
        while (!ended.stop_requested() && !interrupted)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        site.stop();
    });
    server.run([&](const WebRequest& request) { return site.answer(request); }, interrupted);
    return interrupted ? kInterrupted : kOk;
}

}  // namespace chokepoint::cli
