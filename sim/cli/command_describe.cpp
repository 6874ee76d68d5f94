#include <fmt/format.h>

#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/model/model_keys.hpp>
#include <chokepoint/scenario/scenario_spec.hpp>
#include <cli/commands.hpp>
#include <cli/describe/reference.hpp>
#include <cli/terminal/terminal.hpp>
#include <functional>

namespace chokepoint::cli {

int describe_command(const Arguments& arguments) {
    const std::string topic = arguments.operands.empty() ? "" : arguments.operands[0];
    if (arguments.schema) {
        if (topic == "" || topic == "scenario") {
            print(scenario::json_schema(scenario::scenario_schema(), "chokepoint scenario"));
        } else if (topic == "model") {
            print(scenario::json_schema(scenario::model_schema(), "chokepoint model"));
        } else {
            throw UsageError(Fault::unknown_name, fmt::format("there is no JSON Schema of '{}'", topic),
                             "use scenario or model");
        }
        return kOk;
    }
    if (arguments.markdown) {
        if (!topic.empty())
            throw UsageError(Fault::unsupported, "'--markdown' takes no topic", "it prints all of them");
        print(reference_markdown());
        return kOk;
    }
    print_text(topic.empty() ? reference_overview() : reference_page(topic, screen_width()), kPageWidth);
    return kOk;
}

}  // namespace chokepoint::cli
