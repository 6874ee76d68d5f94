#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/actions/action_spec.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <string_view>

namespace chokepoint::scenario {

namespace {

/// Resolves each action after those it names, whatever their order in the file.
class ReferenceResolver {
   public:
    ReferenceResolver(const std::vector<ActionSpec>& specs, std::vector<policy::Action>& actions,
                      Diagnostics& diagnostics)
        : specs_(specs), actions_(actions), diagnostics_(diagnostics), state_(actions.size(), State::open) {
        for (const policy::Action& action : actions)
            names_.push_back(action.name);
    }

    void resolve(std::size_t k);

   private:
    enum class State : std::uint8_t { open, begun, done };

    std::uint32_t find(const StatedText& name, std::string_view to_do);
    void end(const StatedText& name, std::string_view does, policy::Action& action);
    void amend(const ActionSpec& spec, policy::Action& action);
    void extend(const StatedText& of, policy::Action& action);
    void breach(const ActionSpec& spec, policy::Action& action);
    void refuse_before(const StatedText& at, const policy::Action& action, std::string_view does,
                       const policy::Action& other);
    void fault(const StatedText& at, Fault fault, std::string message, std::string hint) {
        diagnostics_.add(fault_at(at.where, fault, std::move(message), std::move(hint)));
    }

    const std::vector<ActionSpec>& specs_;
    std::vector<policy::Action>& actions_;
    Diagnostics& diagnostics_;
    std::vector<State> state_;
    std::vector<std::string> names_;
};

/// The action of this name, resolved; kNone after a fault.
std::uint32_t ReferenceResolver::find(const StatedText& name, std::string_view to_do) {
    const auto found = std::find(names_.begin(), names_.end(), name.value);
    if (found == names_.end()) {
        fault(name, Fault::unknown_name, fmt::format("there is no action '{}' to {}", name.value, to_do),
              hint_for(name.value, names_, "name a denial or a licence of this file"));
        return kNone;
    }
    const auto number = static_cast<std::uint32_t>(found - names_.begin());
    if (state_[number] == State::begun) {
        fault(name, Fault::contradiction, fmt::format("'{}' leads back to itself", name.value),
              "name the action that was there first");
        return kNone;
    }
    resolve(number);
    return number;
}

void ReferenceResolver::refuse_before(const StatedText& at, const policy::Action& action, std::string_view does,
                                      const policy::Action& other) {
    if (action.from == Date{} || action.from >= other.from) return;
    Diagnostic fault = fault_at(at.where, Fault::contradiction,
                                fmt::format("'{}' {} '{}' on {}, before it starts on {}", action.name, does, other.name,
                                            format_date(action.from), format_date(other.from)),
                                "correct one of the two dates");
    fault.other = other.where.place;
    fault.other_source_line = other.where.source_line;
    diagnostics_.add(std::move(fault));
}

void ReferenceResolver::end(const StatedText& name, std::string_view does, policy::Action& action) {
    action.ends = find(name, does.substr(0, does.size() - 1));
    if (action.ends == kNone) return;
    const policy::Action& ended = actions_[action.ends];
    const bool is_rule = ended.type == policy::ActionType::content || ended.type == policy::ActionType::ownership;
    if (!policy::selects_links(ended.type) && !(does == "ends" && is_rule)) {
        fault(name, Fault::contradiction, fmt::format("'{}' is not a denial or a licence", name.value),
              fmt::format("only these can be {}", does == "ends" ? "ended" : "amended"));
        action.ends = kNone;
        return;
    }
    refuse_before(name, action, does, ended);
}

/// What the amendment does not say is as it was.
void ReferenceResolver::amend(const ActionSpec& spec, policy::Action& action) {
    const SelectorSpec& stated = spec.selector;
    end(stated.amended, "amends", action);
    if (action.ends == kNone) return;
    const policy::Action& before = actions_[action.ends];
    action.type = before.type;
    if (!spec.until && !spec.length) action.until = before.until;
    if (!spec.openness) action.openness = before.phases.empty() ? before.openness : before.phases.back().openness;
    policy::LinkSelector& selector = action.selector;
    if (!stated.exporters) {
        selector.exporter_companies = before.selector.exporter_companies;
        selector.exporter_countries = before.selector.exporter_countries;
    }
    if (!stated.target) {
        selector.target_companies = before.selector.target_companies;
        selector.target_countries = before.selector.target_countries;
        action.parties = before.parties;
    }
    if (stated.products.empty() && stated.controls.empty()) selector.products = before.selector.products;
    if (stated.kinds.empty()) selector.kinds = before.selector.kinds;
}

/// A leak, a content rule or an ownership rule. Where everyone is an exporter of the denial, nobody is a third
/// country's; where no company is a target, nobody is an owner.
void ReferenceResolver::extend(const StatedText& of, policy::Action& action) {
    const bool leaks = action.type == policy::ActionType::leak;
    action.of = find(of, leaks ? "leak" : "extend");
    if (action.of == kNone) return;
    const policy::Action& denial = actions_[action.of];
    if (denial.type != policy::ActionType::deny || denial.of != kNone) {
        fault(of, Fault::contradiction, fmt::format("'{}' is not a denial", of.value),
              leaks ? "name the 'deny' or 'list' whose goods leak" : "name the 'deny' or 'list' that is extended");
        action.of = kNone;
    } else if (action.type == policy::ActionType::ownership) {
        if (denial.selector.target_companies.empty())
            fault(of, Fault::contradiction,
                  fmt::format("the target of '{}' is no company, so there is nobody who could own others", of.value),
                  "give the denial's target its 'company' or 'list'");
    } else if (!leaks && denial.selector.exporter_countries.empty() && denial.selector.exporter_companies.empty()) {
        fault(of, Fault::contradiction,
              fmt::format("'{}' denies what everyone sells, so there is nobody it could be extended to", of.value),
              "give the denial its 'exporters'");
    }
}

/// The suspended penalty falls due, and what the denial closed is closed again until its term is over.
void ReferenceResolver::breach(const ActionSpec& spec, policy::Action& action) {
    const StatedText& name = spec.settlement;
    const StatedText& restores = spec.of;
    action.settlement = find(name, "break");
    action.of = find(restores, "restore");
    if (action.settlement == kNone || action.of == kNone) return;
    const policy::Action& broken = actions_[action.settlement];
    const policy::Action& denial = actions_[action.of];
    if (broken.type != policy::ActionType::settlement)
        fault(name, Fault::contradiction, fmt::format("'{}' is not a settlement", name.value),
              "name the settlement that is broken");
    if (denial.type != policy::ActionType::deny)
        return fault(restores, Fault::contradiction, fmt::format("'{}' is not a denial", restores.value),
                     "name the denial that snaps back");
    refuse_before(name, action, "breaks", broken);
    refuse_before(restores, action, "restores", denial);
    if (action.from >= broken.escrow_back)
        fault(name, Fault::contradiction,
              fmt::format("the probation of '{}' is over on {}", broken.name, format_date(broken.escrow_back)),
              "let the breach come earlier, or lengthen 'probation'");
    if (action.from > denial.until)
        fault(restores, Fault::contradiction,
              fmt::format("the term of '{}' is over on {}", denial.name, format_date(denial.until)),
              "let the breach come earlier, or give a denial of its own");
    action.company = broken.company;
    action.penalty_usd = broken.suspended_usd;
    action.until = denial.until;
    action.openness = denial.phases.empty() ? denial.openness : denial.phases.front().openness;
    action.selector = denial.selector;
    action.parties = denial.parties;
}

void ReferenceResolver::resolve(std::size_t k) {
    if (state_[k] != State::open) return;
    state_[k] = State::begun;
    const ActionSpec& spec = specs_[k];
    policy::Action& action = actions_[k];
    if (spec.is("ends")) end(spec.of, "ends", action);
    if (spec.is("amend")) amend(spec, action);
    if (spec.is("leak") || spec.is("content") || spec.is("owned_by")) extend(spec.of, action);
    if (spec.probation) action.escrow_back = add(action.from, *spec.probation);
    if (spec.is("breach")) breach(spec, action);
    state_[k] = State::done;
}

}  // namespace

void resolve_references(const std::vector<ActionSpec>& specs, std::vector<policy::Action>& actions,
                        Diagnostics& diagnostics) {
    ReferenceResolver reader(specs, actions, diagnostics);
    for (std::size_t k = 0; k < actions.size(); ++k)
        reader.resolve(k);
}

}  // namespace chokepoint::scenario
