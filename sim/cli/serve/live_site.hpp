#pragma once

#include <chokepoint/report/live/live_page.hpp>
#include <cli/serve/http_server.hpp>
#include <cli/serve/live_request.hpp>
#include <cli/serve/tab_list.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace chokepoint::cli {

/// Answers the requests of the page of one scenario: the page itself, changes, and scenario files.
class LiveSite {
   public:
    using SharedResult = std::shared_ptr<const study::LiveResult>;

    /// `first` is the file's own result with the samples of a first, timed run, which took `seconds_a_sample` for each
    /// sample under all arms.
    LiveSite(study::LiveSession& session, scenario::Scenario scenario, SharedResult first, double seconds_a_sample,
             std::string command, std::filesystem::path save_folder, std::string warning);

    WebAnswer answer(const WebRequest& request);
    /// Ends what is running.
    void stop() { tabs_.stop_all(); }

   private:
    /// A change that the engine has accepted.
    struct LoadedChange {
        const LiveRequest& request;
        const scenario::Scenario& scenario;
        int samples = 0;
        double load_ms = 0.0;
    };

    WebAnswer page() const;
    WebAnswer change(const LiveRequest& request);
    void stream_change(const LiveRequest& request, const WebSink& sink);
    bool send_samples(const LoadedChange& change, int count, const RunControl& control, const WebSink& sink);
    WebAnswer yaml(const LiveRequest& request) const;
    WebAnswer save(const LiveRequest& request) const;

    int samples_of(const LiveRequest& request, const scenario::Scenario& scenario) const;
    /// The file's own result with so many samples.
    SharedResult file_result(int count, const RunControl& control);
    report::RunRecord record_of(const study::LiveChange& change) const;
    std::string faults_json(const LiveRequest& request, const InputError& error) const;
    std::string scenario_yaml(const LiveRequest& request, const std::filesystem::path& folder) const;

    study::LiveSession& session_;
    scenario::Scenario scenario_;
    report::LivePage page_;
    std::string model_card_;
    std::filesystem::path save_folder_;
    double seconds_a_sample_;
    int most_samples_;
    TabList tabs_;
    std::mutex mutex_;
    std::map<int, SharedResult> file_results_;
    SharedResult first_;
};

}  // namespace chokepoint::cli
