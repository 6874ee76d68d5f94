// From a model's files to a network ready to run: CSV on one and two threads, and the binary file.
#include <benchmark/benchmark.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/network/network_moments.hpp>
#include <chokepoint/report/files/synthetic_model.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <filesystem>

#include "made_network.hpp"

namespace {

using namespace chokepoint;
namespace fs = std::filesystem;

/// A folder with a generated model, deleted when the program ends.
class ModelFolder {
   public:
    explicit ModelFolder(std::uint64_t links) : path_(fs::temp_directory_path() / "chokepoint-bench-model") {
        fs::remove_all(path_);
        network::GeneratorSettings settings;
        settings.links = links;
        settings.firms = links / 5;
        report::OutputFolder folder(path_, false, report::FolderKind::model);
        report::write_synthetic_model(network::generate_network(settings), settings, {}, folder, {});
        folder.commit();
    }
    ModelFolder(const ModelFolder&) = delete;
    ModelFolder& operator=(const ModelFolder&) = delete;
    ~ModelFolder() { fs::remove_all(path_); }
    const fs::path& path() const { return path_; }
    double csv_bytes() const {
        return double(fs::file_size(path_ / "firms.csv")) + double(fs::file_size(path_ / "links.csv"));
    }

   private:
    fs::path path_;
};

void rate(benchmark::State& state, const ModelFolder& folder) {
    const double times = double(state.iterations());
    state.counters["links/s"] = benchmark::Counter(times * double(state.range(0)), benchmark::Counter::kIsRate);
    state.counters["bytes/link"] = folder.csv_bytes() / double(state.range(0));
}

/// Arguments: links, threads. Reads and checks the tables of firms.csv and links.csv.
void read_csv(benchmark::State& state) {
    const ModelFolder folder(static_cast<std::uint64_t>(state.range(0)));
    for (auto _ : state) {
        Diagnostics diagnostics;
        benchmark::DoNotOptimize(
            scenario::load_model(folder.path(), {}, diagnostics, {}, {static_cast<unsigned>(state.range(1))})
                .tables.links.size());
    }
    rate(state, folder);
}

/// Arguments: links, threads. Also builds the model from the tables.
void load_csv(benchmark::State& state) {
    const ModelFolder folder(static_cast<std::uint64_t>(state.range(0)));
    const auto threads = static_cast<unsigned>(state.range(1));
    for (auto _ : state) {
        Diagnostics diagnostics;
        scenario::ModelSpec spec = scenario::load_model(folder.path(), {}, diagnostics, {}, {threads});
        scenario::ModelTables tables = std::move(spec.tables);
        benchmark::DoNotOptimize(
            scenario::build_model(spec, std::move(tables), {}, diagnostics, threads).network.output.data());
    }
    rate(state, folder);
}

}  // namespace

namespace chokepoint {

void register_load(std::uint64_t largest) {
    for (auto* bench :
         {benchmark::RegisterBenchmark("read_csv", read_csv), benchmark::RegisterBenchmark("load_csv", load_csv)}) {
        bench->Unit(benchmark::kMillisecond)->UseRealTime();
        for (const std::int64_t links : {10'000, 100'000, 1'000'000, 5'000'000}) {
            if (links > static_cast<std::int64_t>(largest) && links != 5'000'000) continue;
            for (const std::int64_t threads : {1, 2})
                bench->Args({links, threads});
        }
    }
}

}  // namespace chokepoint
