#include <fmt/format.h>

#include <chokepoint/study/checkpoint/sample_record.hpp>
#include <cmath>
#include <cstring>
#include <type_traits>
#include <utility>

namespace chokepoint::study {

namespace {

/// The longest message of a sample that failed.
constexpr std::size_t kLongestFault = std::size_t{1} << 20;

template <class T>
void append(std::string& bytes, T value) {
    static_assert(std::is_arithmetic_v<T>);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_count(std::string& bytes, std::size_t count) {
    append(bytes, static_cast<std::uint32_t>(count));
}

template <class T>
void append_numbers(std::string& bytes, const std::vector<T>& numbers) {
    append_count(bytes, numbers.size());
    for (const T number : numbers)
        append(bytes, number);
}

void append_outcome(std::string& bytes, const SampleOutcome& outcome) {
    const Milestones& m = outcome.milestones;
    append_numbers(bytes, outcome.revenue_usd);
    append_numbers(bytes, outcome.low_usd);
    append_numbers(bytes, outcome.high_usd);
    for (const int day : {m.half_day, m.stop_day, m.resume_day, m.recovery_day, m.lowest_day})
        append(bytes, day);
    append(bytes, m.stopped_by);
    append(bytes, m.lowest_share);
    append_count(bytes, outcome.losses.size());
    for (const ChannelLoss& loss : outcome.losses) {
        append(bytes, loss.channel);
        append(bytes, loss.root);
        append_numbers(bytes, loss.usd);
    }
    append_numbers(bytes, outcome.output_share);
}

/// Reads a record from its beginning to its end.
class RecordReader {
   public:
    RecordReader(std::string_view bytes, const SampleShape& shape) : bytes_(bytes), shape_(shape) {}

    void expect_samples(std::size_t count) { take_count("samples", count, count); }
    SampleResult result();
    void expect_end() const {
        if (at_ != bytes_.size()) fail(at_, "bytes follow the last sample");
    }

   private:
    SampleOutcome outcome(std::size_t unit, std::size_t roots);
    std::vector<ChannelLoss> losses(std::size_t unit, std::size_t roots);

    template <class T>
    T take() {
        if (bytes_.size() - at_ < sizeof(T)) fail(at_, "the record ends in the middle of a sample");
        T value;
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    std::size_t take_count(std::string_view what, std::size_t least, std::size_t most) {
        const auto count = take<std::uint32_t>();
        if (count < least || count > most) {
            fail(at_ - sizeof count, fmt::format("{} {}, where {}{} are possible", count, what,
                                                 least == most ? "only " : "at most ", most));
        }
        return count;
    }
    template <class T>
    std::vector<T> take_numbers(std::string_view what, std::size_t count) {
        std::vector<T> numbers(take_count(what, count, count));
        for (T& number : numbers)
            number = take<T>();
        return numbers;
    }
    std::vector<double> take_finite(std::string_view what, std::size_t count) {
        std::vector<double> numbers = take_numbers<double>(what, count);
        for (const double number : numbers) {
            if (!std::isfinite(number)) fail(at_, fmt::format("one of the {} is not a number", what));
        }
        return numbers;
    }
    int take_day() {
        const int day = take<int>();
        if (day < -1 || day >= shape_.days) fail(at_ - sizeof day, fmt::format("day {} is not in the calendar", day));
        return day;
    }
    [[noreturn]] void fail(std::size_t offset, const std::string& message) const { throw RecordFault(offset, message); }

    std::string_view bytes_;
    const SampleShape& shape_;
    std::size_t at_ = 0;
};

std::vector<ChannelLoss> RecordReader::losses(std::size_t unit, std::size_t roots) {
    // A segment has revenue alone.
    const std::size_t most = unit < shape_.keeps_shares.size() ? shape_.channels * (roots + 1) : 0;
    const std::size_t count = take_count("losses by channel", 0, most);
    std::vector<ChannelLoss> losses;
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t begin = at_;
        ChannelLoss loss;
        loss.channel = take<std::uint32_t>();
        loss.root = take<std::uint32_t>();
        if (loss.channel >= shape_.channels) fail(begin, fmt::format("there is no channel {}", loss.channel));
        if (loss.root > roots) fail(begin, fmt::format("there is no root {}", loss.root));
        const auto order = [](const ChannelLoss& one) { return std::pair(one.channel, one.root); };
        if (!losses.empty() && order(losses.back()) >= order(loss)) fail(begin, "losses by channel out of order");
        loss.usd = take_finite("periods of a loss", shape_.loss_periods);
        losses.push_back(std::move(loss));
    }
    return losses;
}

SampleOutcome RecordReader::outcome(std::size_t unit, std::size_t roots) {
    SampleOutcome outcome;
    outcome.revenue_usd = take_finite("periods of a revenue", shape_.periods);
    const std::size_t ranges = shape_.is_hidden[unit] ? shape_.periods : 0;
    outcome.low_usd = take_finite("periods of a least loss", ranges);
    outcome.high_usd = take_finite("periods of a most loss", ranges);
    Milestones& m = outcome.milestones;
    for (int* day : {&m.half_day, &m.stop_day, &m.resume_day, &m.recovery_day, &m.lowest_day})
        *day = take_day();
    m.stopped_by = take<std::uint32_t>();
    if (m.stopped_by != kNone && m.stopped_by >= shape_.channels)
        fail(at_ - sizeof m.stopped_by, fmt::format("there is no channel {}", m.stopped_by));
    m.lowest_share = take<double>();
    outcome.losses = losses(unit, roots);
    const bool has_shares = unit < shape_.keeps_shares.size() && shape_.keeps_shares[unit];
    outcome.output_share = take_numbers<float>("days of output", has_shares ? shape_.shown_days : 0);
    return outcome;
}

SampleResult RecordReader::result() {
    SampleResult result;
    const std::size_t length = take_count("letters of a fault", 0, kLongestFault);
    if (bytes_.size() - at_ < length) fail(at_, "the record ends in the middle of a sample");
    result.fault = bytes_.substr(at_, length);
    at_ += length;
    result.values = take_finite("values of priors", shape_.parameters);
    // A sample that failed has nothing else.
    const bool failed = !result.fault.empty();
    const std::size_t units =
        take_count("companies and segments", failed ? 0 : shape_.units, failed ? 0 : shape_.units);
    for (std::size_t unit = 0; unit < units; ++unit)
        result.baseline_usd.push_back(take_finite("periods of a baseline", shape_.periods));
    const std::size_t all_arms = failed ? 0 : shape_.roots.size();
    const std::size_t arms = take_count("arms", all_arms, all_arms);
    for (std::size_t arm = 0; arm < arms; ++arm) {
        std::vector<SampleOutcome>& outcomes = result.outcomes.emplace_back();
        const std::size_t count = take_count("outcomes of an arm", shape_.units, shape_.units);
        for (std::size_t unit = 0; unit < count; ++unit)
            outcomes.push_back(outcome(unit, shape_.roots[arm]));
        GroupSums& groups = result.groups.emplace_back();
        groups.losses_usd = take_finite("losses of groups", shape_.groups * shape_.periods);
        groups.gains_usd = take_finite("gains of groups", shape_.groups * shape_.periods);
        groups.companies_usd = take_numbers<float>("losses of companies", shape_.company_years);
    }
    result.company_baseline_usd = take_numbers<float>("baselines of companies", failed ? 0 : shape_.company_years);
    result.group_baseline_usd = take_finite("baselines of groups", failed ? 0 : shape_.groups * shape_.periods);
    return result;
}

}  // namespace

std::string sample_record(const std::vector<SampleResult>& results) {
    std::string bytes;
    append_count(bytes, results.size());
    for (const SampleResult& result : results) {
        const std::string fault = result.fault.substr(0, kLongestFault);
        append_count(bytes, fault.size());
        bytes += fault;
        append_numbers(bytes, result.values);
        append_count(bytes, result.baseline_usd.size());
        for (const std::vector<double>& baseline : result.baseline_usd)
            append_numbers(bytes, baseline);
        append_count(bytes, result.outcomes.size());
        for (std::size_t arm = 0; arm < result.outcomes.size(); ++arm) {
            append_count(bytes, result.outcomes[arm].size());
            for (const SampleOutcome& outcome : result.outcomes[arm])
                append_outcome(bytes, outcome);
            append_numbers(bytes, result.groups[arm].losses_usd);
            append_numbers(bytes, result.groups[arm].gains_usd);
            append_numbers(bytes, result.groups[arm].companies_usd);
        }
        append_numbers(bytes, result.company_baseline_usd);
        append_numbers(bytes, result.group_baseline_usd);
    }
    return bytes;
}

std::vector<SampleResult> read_sample_record(std::string_view bytes, std::size_t count, const SampleShape& shape) {
    RecordReader reader(bytes, shape);
    reader.expect_samples(count);
    std::vector<SampleResult> results;
    for (std::size_t k = 0; k < count; ++k)
        results.push_back(reader.result());
    reader.expect_end();
    return results;
}

}  // namespace chokepoint::study
