// entities.ftm.json of OpenSanctions: an entity of FollowTheMoney a line. Sanctions are entities of their own that
// refer to parties, before or after these; some exports nest them. Companies that are there only because they own or
// belong to a listed party are not listed themselves.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/scenario/list_formats/schema_kind.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace chokepoint::scenario {

namespace {

using Json = nlohmann::json;

/// A text of an entity; "" if it has none.
std::string text_property(const Json& entity, const char* name) {
    const auto found = entity.find(name);
    return found != entity.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The properties of an entity; none if they are not a mapping.
Json properties_of(const Json& entity) {
    const auto found = entity.find("properties");
    return found != entity.end() && found->is_object() ? *found : Json::object();
}

/// The texts of a property, which may be one text or a list. An entity nested in its place counts by its id.
std::vector<std::string> text_properties(const Json& properties, const char* name) {
    std::vector<std::string> texts;
    if (!properties.contains(name)) return texts;
    const Json& value = properties[name];
    const auto add = [&](const Json& one) {
        if (one.is_string()) add_once(texts, one.get_ref<const std::string&>());
        if (one.is_object() && one.contains("id") && one["id"].is_string()) texts.push_back(one["id"]);
    };
    if (value.is_array()) {
        for (const Json& one : value)
            add(one);
    } else {
        add(value);
    }
    return texts;
}

/// What a sanction says of its parties.
struct Sanction {
    std::vector<std::string> sources, programmes;
    Date from = Date::min();
    Date until = Date::max();
};

/// A party, and what says whether it is listed.
struct Candidate {
    PartyEntry entry;
    bool has_topics = false;
    bool is_topical = false;          ///< One of its topics means that it is listed.
    std::optional<bool> is_target;    ///< As older files say it.
    std::vector<Sanction> sanctions;  ///< Nested ones.
};

class FtmReader {
   public:
    FtmReader(const ListInput& input, PartyList& list, Diagnostics& diagnostics)
        : input_(input), list_(list), diagnostics_(diagnostics) {}

    void read();

   private:
    void read_line(std::string_view line, bool is_last);
    void read_entity(const Json& entity);
    Sanction sanction_of(const Json& entity);
    Date day_of(const Json& properties, const char* name, Date otherwise, bool end);
    void add_entries(Candidate& candidate);
    void fault(Fault fault, std::string message, std::string hint) {
        diagnostics_.add(
            {.place = {input_.file, line_, 1}, .message = std::move(message), .hint = std::move(hint), .fault = fault});
    }

    const ListInput& input_;
    PartyList& list_;
    Diagnostics& diagnostics_;
    int line_ = 0;
    std::vector<Candidate> candidates_;
    std::unordered_map<std::string, std::vector<Sanction>> sanctions_;  ///< By the id of the party.
};

void FtmReader::read() {
    for (std::string_view text = input_.text; !text.empty() && !diagnostics_.has_errors();) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        ++line_;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) read_line(line, text.empty());
    }
    for (Candidate& candidate : candidates_)
        add_entries(candidate);
}

void FtmReader::read_line(std::string_view line, bool is_last) {
    const Json entity = Json::parse(line, nullptr, false);
    if (entity.is_object()) return read_entity(entity);
    if (is_last)
        return fault(Fault::damaged, "the list ends in the middle of an entity",
                     "the file seems to be cut off: download it again");
    fault(Fault::bad_syntax, "the line is not an entity in JSON", "the list has one entity of FollowTheMoney a line");
}

Date FtmReader::day_of(const Json& properties, const char* name, Date otherwise, bool end) {
    std::optional<Date> day;
    for (const std::string& text : text_properties(properties, name)) {
        const auto one = parse_list_date(text, DateOrder::day_first, end);
        if (!one) fault(Fault::bad_date, fmt::format("'{}' of {} is not a date", text, name), "write it as 2018-04-16");
        if (one) day = !day ? *one : end ? std::max(*day, *one) : std::min(*day, *one);
    }
    return day.value_or(otherwise);
}

Sanction FtmReader::sanction_of(const Json& entity) {
    const Json properties = properties_of(entity);
    Sanction sanction;
    sanction.sources = text_properties(entity, "datasets");
    if (sanction.sources.empty()) sanction.sources = text_properties(properties, "authority");
    sanction.programmes = text_properties(properties, "programId");
    for (const std::string& name : text_properties(properties, "program"))
        add_once(sanction.programmes, name);
    const Date listed = day_of(properties, "listingDate", Date::min(), false);
    sanction.from = day_of(properties, "startDate", listed, false);
    sanction.until = day_of(properties, "endDate", Date::max(), true);
    return sanction;
}

void FtmReader::read_entity(const Json& entity) {
    const std::string schema = text_property(entity, "schema");
    const Json properties = properties_of(entity);
    if (schema == "Sanction") {
        const Sanction sanction = sanction_of(entity);
        for (const std::string& party : text_properties(properties, "entity"))
            sanctions_[party].push_back(sanction);
        return;
    }
    const auto kind = kind_of_schema(schema);
    std::vector<std::string> names = text_properties(properties, "name");
    if (names.empty()) add_once(names, text_property(entity, "caption"));
    if (!kind || names.empty()) return;
    Candidate& candidate = candidates_.emplace_back();
    PartyEntry& entry = candidate.entry;
    entry.kind = *kind;
    entry.id = text_property(entity, "id");
    entry.line = line_;
    entry.name = names.front();
    entry.aliases.assign(names.begin() + 1, names.end());
    for (const char* key : {"alias", "weakAlias", "previousName", "abbreviation"}) {
        for (const std::string& alias : text_properties(properties, key))
            add_once(entry.aliases, alias);
    }
    for (const char* key : {"country", "jurisdiction", "mainCountry", "nationality", "citizenship", "flag"}) {
        for (const std::string& country : text_properties(properties, key))
            add_known_country(entry.countries, country);
    }
    entry.sources = text_properties(entity, "datasets");
    entry.programmes = text_properties(properties, "programId");
    for (const std::string& topic : text_properties(properties, "topics")) {
        candidate.has_topics = true;
        candidate.is_topical = candidate.is_topical || topic == "sanction" || topic == "sanction.counter" ||
                               topic == "debarment" || topic == "export.control";
    }
    if (entity.contains("target") && entity["target"].is_boolean()) candidate.is_target = entity["target"].get<bool>();
    if (properties.contains("sanctions")) {
        for (const Json& nested : properties["sanctions"]) {
            if (nested.is_object()) candidate.sanctions.push_back(sanction_of(nested));
        }
    }
}

/// An entry for each sanction, or one without its own days.
void FtmReader::add_entries(Candidate& candidate) {
    if (const auto found = sanctions_.find(candidate.entry.id); found != sanctions_.end())
        candidate.sanctions.insert(candidate.sanctions.end(), found->second.begin(), found->second.end());
    const bool is_unsaid = !candidate.has_topics && candidate.is_target.value_or(sanctions_.empty());
    if (candidate.sanctions.empty()) {
        if (candidate.is_topical || is_unsaid) list_.entries.push_back(std::move(candidate.entry));
        return;
    }
    for (const Sanction& sanction : candidate.sanctions) {
        PartyEntry& entry = list_.entries.emplace_back(candidate.entry);
        if (!sanction.sources.empty()) entry.sources = sanction.sources;
        if (!sanction.programmes.empty()) entry.programmes = sanction.programmes;
        entry.from = sanction.from;
        entry.until = sanction.until;
    }
}

}  // namespace

bool is_ftm(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || text[begin] != '{') return false;
    const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
    return line.find("\"schema\"") != std::string_view::npos && line.find("\"properties\"") != std::string_view::npos;
}

void read_ftm(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    list.layout = "entities.ftm.json";
    FtmReader(input, list, diagnostics).read();
}

}  // namespace chokepoint::scenario
