#pragma once

#include <chokepoint/report/page/page_chart.hpp>
#include <chokepoint/report/page/page_sections.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::report {

enum class LossUnit : std::uint8_t { usd, per_cent };

/// A loss as the page shows it. With samples: their median and 5 to 95 % range, given the evidence. Without: the run's
/// number. If sales are not disclosed there is no middle, only the range of the samples or the range that the sums
/// allow.
struct PageLoss {
    double middle;  ///< NaN: not disclosed.
    double low;     ///< NaN: there is no range.
    double high;

    bool is_nothing(LossUnit unit) const;  ///< Rounds to 0 as text.
    double for_ranking() const;            ///< The middle, or that of the range.
};

/// Which loss is shown: that of `company` under arm `arm` in a period, in USD or per cent of its baseline revenue; with
/// `against`, what the arm saves against that one.
struct LossQuestion {
    std::size_t arm = 0;
    std::optional<std::size_t> against = {};
    std::uint32_t company = 0;
    std::size_t period = 0;
    LossUnit unit = LossUnit::usd;
};

PageLoss page_loss(const PageInput& input, const LossQuestion& question);

/// Whether there are samples that do not all contradict the evidence.
bool has_samples(const PageInput& input);

/// As a cell: million USD or per cent, the range below it.
std::string loss_cell(const PageLoss& loss, LossUnit unit);

/// Adds a loss to the end of a series, USD as millions.
void add_loss(ChartSeries& series, const PageLoss& loss, LossUnit unit);

/// The companies of the report that the actions select, or if there is none the company that loses most.
std::vector<std::uint32_t> page_targets(const PageInput& input);

/// The company of the report that loses most, which sections on a single company show.
std::uint32_t page_subject(const PageInput& input);

/// A heading with a target's name if there are several.
std::string target_heading(const PageInput& input, std::uint32_t company);

/// `2018`, or `the whole run, 1 January 2018 to 15 April 2025`.
std::string period_words(const PageInput& input, std::size_t period);

/// `2018` or `whole run`, as a column heading.
std::string period_label(const PageInput& input, std::size_t period);

/// The number that sets an arm's colour in charts and switches: 0 without a policy, else from 1 in their order.
int arm_style(const PageInput& input, std::size_t arm);

/// Views of a calendar: of a long one the two years from the first action on, and the whole calendar.
std::vector<ChartWindow> calendar_windows(const PageInput& input);

/// The days at which a line is drawn: every day, or in a long calendar every second or third.
std::vector<int> drawn_days(const PageInput& input);

/// A sentence for captions that says what the numbers are, with or without samples.
std::string range_words(const PageInput& input);

}  // namespace chokepoint::report
