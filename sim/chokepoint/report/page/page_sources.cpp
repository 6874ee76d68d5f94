#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/page/page_sections.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/study/inputs.hpp>

namespace chokepoint::report {

namespace {

/// Where on the page a parameter matters.
std::string used_in(const PageInput& input, const scenario::Parameter& parameter) {
    if (input.arms.empty()) return "-";
    const bool drawn = input.ensemble.has_ranges() && parameter.shape != scenario::PriorShape::fixed;
    return drawn ? "<a href=\"#losses\">losses</a>, <a href=\"#sensitivity\">sensitivity</a>"
                 : "<a href=\"#losses\">losses</a>";
}

std::string source_link(const scenario::ModelSpec& spec, const std::string& id) {
    const bool listed = std::any_of(spec.sources.begin(), spec.sources.end(),
                                    [&](const scenario::SourceSpec& source) { return source.id == id; });
    return listed ? fmt::format("<a href=\"#{}\">{}</a>", parameter_anchor("source " + id), name_html(id))
                  : name_html(id);
}

void add_parameter(const PageInput& input, const scenario::Parameter& parameter, PageTable& table) {
    std::string origin = parameter.source.empty()
                             ? "assumption: " + escaped(parameter.assumption)
                             : source_link(input.scenario.model_spec, parameter.source) +
                                   (parameter.quote.empty() ? "" : ": “" + escaped(parameter.quote) + "”");
    if (!parameter.note.empty()) origin += " (" + escaped(parameter.note) + ")";
    table.rows.push_back(
        {name_html(parameter.path), escaped(scenario::describe_prior(parameter)), origin, used_in(input, parameter)});
    table.ids.push_back(parameter_anchor(parameter.path));
}

}  // namespace

std::string source_section(const PageInput& input) {
    const scenario::ModelSpec& spec = input.scenario.model_spec;
    PageTable parameters{"Every parameter of the model, and those of the scenario that have a prior",
                         {"parameter", "value or prior", "source or assumption", "used in"},
                         {},
                         true,
                         {}};
    for (const scenario::Parameter* parameter : scenario::parameters_of(spec))
        add_parameter(input, *parameter, parameters);
    for (const scenario::Parameter* parameter : scenario::priors_of(input.scenario))
        add_parameter(input, *parameter, parameters);
    if (parameters.rows.empty())
        return section_html(
            {"sources", "Sources and assumptions", "The model states no source."},
            "<p>The model is two tables without a model.yaml: no parameter states its source, and all rules "
            "are the program's defaults, which <code>chokepoint describe parameters</code> lists.</p>\n");
    PageTable sources{"Sources", {"id", "title", "reference"}, {}, true, {}};
    for (const scenario::SourceSpec& source : spec.sources) {
        sources.rows.push_back({name_html(source.id), escaped(source.title), escaped(source.reference)});
        sources.ids.push_back(parameter_anchor("source " + source.id));
    }
    const std::string teaser = fmt::format("{} parameters; each names one of {} sources or states its assumption.",
                                           parameters.rows.size(), sources.rows.size());
    std::string html = fmt::format(
        "<p>Rows of {} and links.csv state their sources there. What has no row is the program's default: "
        "<code>chokepoint describe parameters</code>.</p>\n",
        scenario::nodes_file(spec));
    html += details_html(fmt::format("All {} parameters", parameters.rows.size()), table_html(parameters));
    if (!sources.rows.empty())
        html += details_html(fmt::format("All {} sources", sources.rows.size()), table_html(sources));
    return section_html({"sources", "Sources and assumptions", teaser}, html);
}

std::string card_section(const PageInput& input) {
    const scenario::Scenario& scenario = input.scenario;
    const scenario::ModelSpec& spec = scenario.model_spec;
    std::size_t priors = scenario::priors_of(scenario).size();
    for (const scenario::Parameter* parameter : scenario::parameters_of(spec))
        priors += parameter->shape != scenario::PriorShape::fixed ? 1 : 0;
    std::string html = fmt::format(
        "<ul>\n<li>Model: {}{}.</li>\n<li>{} companies, {} nodes, {} links in the network; {} parameters with a "
        "prior.</li>\n"
        "<li>Equations: preset {}; <code>chokepoint describe presets</code> has them.</li>\n</ul>\n",
        name_html(scenario.model.title), spec.as_of ? " (as of " + format_date_long(*spec.as_of) + ")" : "",
        scenario.model.companies.size(), scenario.model.network.node_count(), scenario.model.network.link_count(),
        priors, escaped(scenario.dynamics.preset));
    if (!input.model_card.empty())
        html += details_html("The model card: question, data, assumptions, limits",
                             fmt::format("<pre>{}</pre>\n", escaped(input.model_card)));
    return section_html({"model", "The model", name_html(scenario.model.title)}, html);
}

std::string reproduction_section(const PageInput& input) {
    std::string html = fmt::format("<p>chokepoint {} (commit {}), seed {}:</p>\n<pre>{}</pre>\n", kVersion, kCommit,
                                   input.scenario.uncertainty.seed, escaped(input.record.command));
    PageTable table{"SHA-256 of the inputs", {"file", "SHA-256"}, {}, true};
    for (const auto& [name, hash] : study::input_hashes(input.scenario))
        table.rows.push_back({name_html(name), "<code>" + hash + "</code>"});
    html +=
        "<p>The same inputs give the same bytes. The CSV files beside this page have all numbers, and manifest.json "
        "has the whole scenario.</p>\n";
    return section_html({"reproduce", "How to reproduce it", ""},
                        html + details_html("Inputs and their checksums", table_html(table)));
}

}  // namespace chokepoint::report
