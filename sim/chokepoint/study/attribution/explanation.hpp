#pragma once

#include <chokepoint/study/study.hpp>
#include <chokepoint/study/timeline/content_sales.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace chokepoint::study {

/// The stock of an input that would have carried a company from the first denial to its lift.
struct StockToLift {
    std::string arm;     ///< That has the lift.
    Date lift{};         ///< Its date.
    int more_days = -1;  ///< On top of the stock that it had; -1: no stock of this input alone.
};

/// A sale of the input that a content rule catches.
struct CaughtSale {
    ContentSale sale;
    std::uint32_t rule = 0;  ///< Number of the action.
};

/// What an owner holds of the company, and the ownership rule that counts it.
struct CountedHolding {
    policy::Ownership held;
    std::uint32_t rule = 0;  ///< Number of the action.
};

/// The input that a company stops for, or else loses most through.
struct ScarceInput {
    std::uint32_t product = 0;
    double stock_low_days = 0.0;  ///< Of the company's stocks of it, when nothing has happened.
    double stock_high_days = 0.0;
    Date closed{};                                            ///< First day on which policy closes some of it.
    std::vector<std::pair<double, std::uint32_t>> exporters;  ///< What is closed then, USD a year; the largest first.
    std::vector<CaughtSale> caught;    ///< By content rules of the arm, rule by rule, the largest first.
    std::vector<CountedHolding> held;  ///< By ownership rules of the arm, which make the company an affiliate.
    bool resourced = false;            ///< The run lets open suppliers take over.
    StudyResult freed;                 ///< The arm again with this input left open.
    std::optional<StockToLift> stock;  ///< Where the company stops before a lift of some arm.
};

/// Why a company loses what it loses under one arm.
struct Explanation {
    std::uint32_t company = 0;
    StudyResult study;                 ///< Of that arm alone.
    std::size_t period = 0;            ///< Of the study.
    std::optional<ScarceInput> input;  ///< None where no input that policy closes has a part in the loss.
};

/// Runs the first arm of a scenario, narrowed to that arm and company, and what would have been: the arm with its
/// scarce input left open, and the stock that would have carried it to the first lift in `arms`, found by bisection to
/// the day. Changes of the scenario are put back. `period` is a number of make_periods(); with
/// `or_later`, a later one of its length takes its place if that is the first in which a hundredth is lost.
Explanation explain(scenario::Scenario& scenario, std::span<const scenario::Arm> arms, std::size_t period,
                    bool or_later, unsigned threads, const RunControl& control = {});

}  // namespace chokepoint::study
