#include <chokepoint/scenario.hpp>
#include <chokepoint/scenario/scenario.hpp>

namespace chokepoint {

Scenario::Scenario(std::shared_ptr<const scenario::Scenario> checked) : checked_(std::move(checked)) {}

const std::string& Scenario::title() const {
    return checked_->title;
}

Date Scenario::start() const {
    return checked_->start;
}

Date Scenario::end() const {
    return checked_->end;
}

std::vector<std::string> Scenario::arms() const {
    std::vector<std::string> names;
    for (const scenario::Arm& arm : checked_->arms)
        names.push_back(arm.name);
    return names;
}

std::vector<std::string> Scenario::companies() const {
    std::vector<std::string> ids;
    for (const std::uint32_t company : checked_->report_companies)
        ids.emplace_back(checked_->model.directory.companies.name(company));
    return ids;
}

const std::vector<Diagnostic>& Scenario::warnings() const {
    return checked_->warnings;
}

}  // namespace chokepoint
