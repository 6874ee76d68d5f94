#pragma once

#include <chokepoint/policy/action.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// Reads who and what an action is about, and finds it in the scenario's model; a fault goes to the name that is wrong.
class SelectorReader {
   public:
    SelectorReader(const YamlTree& tree, const Scenario& scenario, Diagnostics& diagnostics)
        : tree_(tree), scenario_(scenario), diagnostics_(diagnostics) {}

    /// The links of a selector; `parties` are those of its target's list, if it has one, and `list_file` is that list.
    policy::LinkSelector read(const YamlNode& node, std::vector<policy::ListedParty>& parties, InputFile& list_file);
    /// The company of this name; kNone after a fault.
    std::uint32_t company(const YamlNode& name);
    std::vector<std::uint32_t> companies(const std::vector<const YamlNode*>& list);
    /// The items of a key that selects. An empty list is a fault: without the key all would be selected.
    std::vector<const YamlNode*> listed(const YamlNode& node, std::string_view key);
    /// What `country` and what `products` and `controls` of a mapping name; empty where they are not there.
    std::vector<std::uint32_t> countries(const YamlNode& node);
    std::vector<std::uint32_t> products(const YamlNode& node);
    /// The products that the model gives one of these tags, ascending; an unknown tag is a fault, which calls it
    /// `noun` and names the `key` of the model.
    std::vector<std::uint32_t> tagged(const std::vector<const YamlNode*>& wanted,
                                      std::vector<std::string> ProductSpec::*tags, std::string_view noun,
                                      std::string_view key);

   private:
    std::vector<std::uint32_t> numbers(const std::vector<const YamlNode*>& list, const network::NameTable& table,
                                       std::string_view what);
    std::vector<std::uint32_t> party_numbers(const YamlNode& party);
    void read_list(const YamlNode& target, std::vector<policy::ListedParty>& parties, InputFile& list_file);
    void warn_of_names_alone(const YamlNode& list, const std::vector<policy::ListedParty>& parties);
    void fault(const YamlNode& at, Fault fault, std::string message, std::string hint) {
        diagnostics_.add(tree_.fault(at, fault, std::move(message), std::move(hint)));
    }

    const YamlTree& tree_;
    const Scenario& scenario_;
    Diagnostics& diagnostics_;
};

}  // namespace chokepoint::scenario
