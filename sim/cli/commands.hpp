#pragma once

#include <cli/options/options.hpp>
#include <vector>

namespace chokepoint::cli {

/// Exit codes of the program.
inline constexpr int kOk = 0;
inline constexpr int kInternalError = 1;
inline constexpr int kUsageError = 2;
inline constexpr int kBadInput = 3;
inline constexpr int kIncomplete = 4;  ///< Finished, but some samples failed or did not converge.

int run_command(const Arguments& arguments);
int run_models_command(const Arguments& arguments);  ///< `run --models`.
int compare_command(const Arguments& arguments);
int sweep_command(const Arguments& arguments);
int sensitivity_command(const Arguments& arguments);
int timeline_command(const Arguments& arguments);
int explain_command(const Arguments& arguments);
int implied_command(const Arguments& arguments);
int forecast_command(const Arguments& arguments);
int score_command(const Arguments& arguments);
int check_command(const Arguments& arguments);
int describe_command(const Arguments& arguments);
int completion_command(const Arguments& arguments);
int rank_command(const Arguments& arguments);
int generate_command(const Arguments& arguments);
int convert_command(const Arguments& arguments);
int inspect_command(const Arguments& arguments);
int serve_command(const Arguments& arguments);

/// All commands, in the order of the overview.
const std::vector<CommandRecord>& command_table();

}  // namespace chokepoint::cli
