#include <fmt/format.h>

#include <chokepoint/scenario/schema/suggestion.hpp>
#include <cli/options/firm_filter.hpp>
#include <cli/options/options.hpp>
#include <cli/terminal/split.hpp>
#include <vector>

namespace chokepoint::cli {

study::FirmFilter parse_filter(const std::string& option, const std::string& text,
                               const network::Directory& directory) {
    study::FirmFilter filter;
    filter.text = text;
    for (const std::string& part : split(text, ',')) {
        const std::size_t equals = part.find('=');
        const std::string key = part.substr(0, equals);
        const network::NameTable* names = nullptr;
        std::vector<std::uint32_t>* numbers = nullptr;
        if (key == "country") {
            names = &directory.countries;
            numbers = &filter.countries;
        } else if (key == "product" || key == "sector") {
            names = &directory.products;
            numbers = &filter.products;
        } else if (key == "company") {
            names = &directory.companies;
            numbers = &filter.companies;
        }
        if (equals == std::string::npos || names == nullptr) {
            throw UsageError(
                Fault::bad_syntax, fmt::format("'--{} {}' is not a filter", option, text),
                fmt::format("the keys are country, product and company, for example --{} country=US,product=chips",
                            option));
        }
        for (const std::string& value : split(part.substr(equals + 1), '|')) {
            const auto number = key == "country" ? network::find_country(*names, value) : names->find(value);
            if (!number) {
                throw UsageError(Fault::unknown_name, fmt::format("the model has no {} '{}'", key, value),
                                 scenario::hint_for(value, *names, "use one from firms.csv"));
            }
            numbers->push_back(*number);
        }
    }
    return filter;
}

}  // namespace chokepoint::cli
