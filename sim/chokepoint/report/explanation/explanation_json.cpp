#include <chokepoint/report/explanation/explained.hpp>
#include <chokepoint/report/explanation/explanation_text.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <nlohmann/json.hpp>

namespace chokepoint::report {

namespace {

using Json = nlohmann::ordered_json;

Json date_of(const Explained& explained, int day) {
    if (day < 0) return nullptr;
    return format_date(explained.scenario().start + std::chrono::days(day));
}

Json loss_json(const Explained& explained, double usd) {
    Json json{{"loss_usd", usd}, {"share_of_revenue", nullptr}};
    if (explained.baseline() > 0.0) json["share_of_revenue"] = usd / explained.baseline();
    return json;
}

Json channels_json(const Explained& explained) {
    Json channels = Json::array();
    for (const std::uint32_t number : explained.channels()) {
        const std::vector<double> by_root = explained.by_root(number);
        double sum = 0.0;
        Json roots = Json::array();
        for (std::size_t r = 0; r < by_root.size(); ++r) {
            sum += by_root[r];
            if (by_root[r] != 0.0) roots.push_back({{"root", explained.root(r)}, {"loss_usd", by_root[r]}});
        }
        Json channel{{"channel", explained.channel(number)}};
        channel.update(loss_json(explained, sum));
        channel["share_of_loss"] = explained.loss() != 0.0 ? Json(sum / explained.loss()) : Json();
        channel["roots"] = std::move(roots);
        channels.push_back(std::move(channel));
    }
    return channels;
}

Json content_json(const Explained& explained, const study::CaughtSale& caught) {
    const study::ContentSale& sale = caught.sale;
    return {{"exporter", explained.id(sale.exporter)},
            {"rule", explained.scenario().actions[caught.rule].name},
            {"flow_usd", sale.flow_usd},
            {"content_share", sale.content_usd / sale.flow_usd},
            {"threshold_share", sale.threshold},
            {"direct_product", sale.has_technology}};
}

Json input_json(const Explained& explained, const study::ScarceInput& input) {
    Json json{{"product", explained.product()}, {"stock_days", {input.stock_low_days, input.stock_high_days}},
              {"substitute", nullptr},          {"closed_from", format_date(input.closed)},
              {"closed", Json::array()},        {"caught_by_content", Json::array()},
              {"owners", Json::array()}};
    if (input.resourced)
        json["substitute"] = {{"from", format_date(explained.substitute_from())},
                              {"substitutable_share", explained.behaviour().substitutability}};
    for (const auto& [usd, exporter] : input.exporters)
        json["closed"].push_back({{"exporter", explained.id(exporter)}, {"flow_usd", usd}});
    for (const study::CaughtSale& caught : input.caught)
        json["caught_by_content"].push_back(content_json(explained, caught));
    for (const study::CountedHolding& counted : input.held)
        json["owners"].push_back({{"owner", explained.id(counted.held.owner)},
                                  {"rule", explained.scenario().actions[counted.rule].name},
                                  {"held_share", counted.held.share}});
    json["had_it_stayed_open"] = loss_json(explained, explained.loss_of(input.freed));
    json["stock_to_lift"] = nullptr;
    if (input.stock) {
        json["stock_to_lift"] = {
            {"arm", input.stock->arm}, {"lift", format_date(input.stock->lift)}, {"more_days", nullptr}};
        if (input.stock->more_days >= 0) json["stock_to_lift"]["more_days"] = input.stock->more_days;
    }
    return json;
}

}  // namespace

std::string explanation_json(const scenario::Scenario& scenario, const study::Explanation& explanation,
                             std::size_t period) {
    const Explained explained(scenario, explanation, period);
    const study::Milestones& milestones = explained.milestones();
    Json json{{"firm", explained.id(explained.company())},
              {"arm", explained.arm().name},
              {"period", explained.period().label},
              {"baseline_usd", explained.baseline()}};
    json.update(loss_json(explained, explained.loss()));
    json["channels"] = channels_json(explained);
    json["stopped"] = {{"date", date_of(explained, milestones.stop_day)}, {"by", nullptr}};
    if (milestones.stopped_by != kNone) json["stopped"]["by"] = explained.channel(milestones.stopped_by);
    json["resumed"] = date_of(explained, milestones.resume_day);
    json["recovered"] = date_of(explained, milestones.recovery_day);
    json["input"] = explained.input() ? input_json(explained, *explained.input()) : Json();
    json["cautions"] = caveats(scenario);
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace chokepoint::report
