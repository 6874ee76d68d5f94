#include <fmt/format.h>

#include <chokepoint/base/suggest.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/model_schema.hpp>
#include <chokepoint/scenario/scenario_schema.hpp>
#include <functional>

#include "commands.hpp"
#include "reference.hpp"
#include "terminal.hpp"

namespace chokepoint::cli {

int describe_command(const Arguments& arguments) {
    const std::string topic = arguments.operands.empty() ? "" : arguments.operands[0];
    if (arguments.schema) {
        if (topic == "" || topic == "scenario") {
            print(json_schema(scenario_schema(), "chokepoint scenario"));
        } else if (topic == "model") {
            print(json_schema(model_schema(), "chokepoint model"));
        } else {
            throw UsageError(fmt::format("there is no JSON Schema of '{}'", topic), "use scenario or model");
        }
        return kOk;
    }
    print(topic.empty() ? reference_overview() : reference_page(topic));
    return kOk;
}

}  // namespace chokepoint::cli
