#include <chokepoint/uncertainty/sobol_plan.hpp>
#include <stdexcept>
#include <utility>

namespace chokepoint::uncertainty {

namespace {

constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1);

// The path of a parameter cannot contain a space, so no name in B equals one in A.
std::vector<std::string> columns_of(const std::vector<std::string>& parameters) {
    std::vector<std::string> columns = parameters;
    for (const std::string& name : parameters)
        columns.push_back(name + " of B");
    return columns;
}

std::vector<ParameterGroup> one_each(const std::vector<std::string>& parameters) {
    std::vector<ParameterGroup> groups;
    for (const std::string& name : parameters)
        groups.push_back({name, {groups.size()}});
    return groups;
}

std::vector<std::size_t> group_of_each(const std::vector<ParameterGroup>& groups, std::size_t parameters) {
    std::vector<std::size_t> group_of(parameters, kNoGroup);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const std::size_t parameter : groups[group].parameters) {
            if (parameter >= parameters)
                throw std::invalid_argument("group '" + groups[group].name + "' names parameter number " +
                                            std::to_string(parameter) + " of " + std::to_string(parameters));
            if (group_of[parameter] != kNoGroup)
                throw std::invalid_argument("parameter number " + std::to_string(parameter) + " is in group '" +
                                            groups[group_of[parameter]].name + "' and in group '" + groups[group].name +
                                            "'");
            group_of[parameter] = group;
        }
    }
    return group_of;
}

}  // namespace

SobolPlan::SobolPlan(Design design, std::uint64_t seed, const std::vector<std::string>& parameters)
    : SobolPlan(design, seed, parameters, one_each(parameters)) {}

SobolPlan::SobolPlan(Design design, std::uint64_t seed, const std::vector<std::string>& parameters,
                     std::vector<ParameterGroup> groups)
    : design_(design, seed, columns_of(parameters)),
      groups_(std::move(groups)),
      group_of_(group_of_each(groups_, parameters.size())) {}

void SobolPlan::draw(std::size_t matrix, std::uint32_t row, std::span<double> draws) const {
    if (matrix >= matrices() || draws.size() != parameters())
        throw std::out_of_range("matrix " + std::to_string(matrix) + " of " + std::to_string(matrices()) +
                                ", room for " + std::to_string(draws.size()) + " draws of " +
                                std::to_string(parameters()));
    for (std::size_t parameter = 0; parameter < draws.size(); ++parameter) {
        const bool mixed = matrix >= kFirstMixed && group_of_[parameter] == matrix - kFirstMixed;
        draws[parameter] = design_.at(row, parameter + (matrix == kB || mixed ? parameters() : 0));
    }
}

}  // namespace chokepoint::uncertainty
