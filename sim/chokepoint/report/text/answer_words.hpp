#pragma once

#include <chokepoint/study/answer/answer.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// A run in words, for terminal and report alike. Names are as the scenario has them.
struct AnswerWords {
    std::string target;  ///< What the first policy does to the target.
    std::string home;    ///< What it does to the country whose exports it denies, and to the target's; may be "".
    std::string saving;  ///< What the second policy saves and what it does not; "" if there is one policy.
    std::string others;  ///< What further policies do to the target; may be "".
    std::size_t more_arms = 0;          ///< Policies that `others` leaves out.
    std::string drivers;                ///< What the loss comes from, and which assumption matters most; may be "".
    std::string certainty;              ///< What the ranges rest on.
    std::vector<std::string> warnings;  ///< What a reader must know about the result; without a full stop.
};

AnswerWords answer_words(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                         const study::Answer& answer);

/// The label of a period; of a whole run that is one year, the year, and of another "".
std::string year_of_period(const scenario::Scenario& scenario, const study::Period& span);

/// `around 17 May 2018 (10 May to 10 June)`; of samples that agree, or of one run, `on 17 May 2018`.
std::string when_words(const scenario::Scenario& scenario, double p50, double p05, double p95);

/// `11.2 billion USD (10.1 to 11.8)`; of a range alone, `65 to 304 million USD`. Signs are left out.
std::string amount_words(const study::Spread& usd, std::string_view currency);

/// `64 % of its revenue (58 to 68 %)`, likewise, with ` of its revenue` as `of`.
std::string share_words(const study::Spread& share, std::string_view of = "");

}  // namespace chokepoint::report
