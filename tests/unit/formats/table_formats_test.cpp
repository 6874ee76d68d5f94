#include <doctest/doctest.h>

#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <cmath>
#include <filesystem>
#include <functional>

#include "invented_tables.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

double flow(const scenario::IndustryTable& table, std::size_t row, std::size_t column) {
    double sum = 0.0;
    for (std::size_t k = 0; k < table.flows.size(); ++k) {
        if (table.flows.row[k] == row && table.flows.column[k] == column) sum += table.flows.value[k];
    }
    return sum;
}

void check_is_reference(const scenario::ForeignTable& read) {
    REQUIRE(read.table.industries.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(i);
        const auto& one = read.table.industries[i];
        for (std::size_t j = 0; j < 4; ++j)
            CHECK(flow(read.table, i, j) == doctest::Approx(kFlows[i][j]).epsilon(1e-6));
        CHECK(one.final_demand == doctest::Approx(kDemand[i][0] + kDemand[i][1]).epsilon(1e-6));
        CHECK(one.output == doctest::Approx(100.0).epsilon(1e-6));
    }
}

std::string fault_of(const std::filesystem::path& path, scenario::TableOptions options = {}) {
    try {
        scenario::read_foreign_table(path, options);
    } catch (const InputError& error) {
        return error.what();
    }
    return "no fault";
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("OECD ICIO in each edition's codes is read to the same industries") {
    const TemporaryFolder folder;
    const auto read = scenario::read_foreign_table(folder.write("2018_SML.csv", icio_text()), {});
    check_is_reference(read);
    CHECK(read.report.format == "oecd-icio");
    CHECK(read.report.year == "2018");
    CHECK(read.report.unit == "million USD");
    CHECK(read.report.identities.size() == 3);
    for (const auto& identity : read.report.identities)
        CHECK(identity.largest_share < 1e-9);
    CHECK(read.table.industries[1].value_added == doctest::Approx(41.0));
    // The edition of 2016: quotes, and final demand with the country behind.
    const std::string old =
        replaced(replaced(replaced(icio_text(), "AUT_HFCE", "\"HFCE_AUT\""), "DEU_HFCE", "\"INV_DEU\""), "VA,",
                 "\"VA+TAXSUB\",");
    const auto before = scenario::read_foreign_table(folder.write("ICIO2016_2003.csv", old), {});
    check_is_reference(before);
    CHECK(before.report.edition == "2016 edition");
    CHECK(before.report.year == "2003");
    CHECK(before.table.industries[2].inventory == doctest::Approx(42.0));
}

TEST_CASE("the parts of a split country are added up, or kept on request") {
    const TemporaryFolder folder;
    const auto path = folder.write("2014.csv", icio_text({"CN1_C10", "CN1_C26", "CN2_C10", "CN2_C26"}));
    const auto joined = scenario::read_foreign_table(path, {});
    REQUIRE(joined.table.industries.size() == 2);
    CHECK(joined.table.industries[0].country == "CHN");
    CHECK(flow(joined.table, 0, 0) == doctest::Approx(10 + 3 + 1 + 40));
    CHECK(joined.table.industries[1].output == doctest::Approx(200.0));
    scenario::TableOptions keep;
    keep.keep_parts = true;
    check_is_reference(scenario::read_foreign_table(path, keep));
}

TEST_CASE("flows and coefficients of pymrio and EXIOBASE are one table") {
    const TemporaryFolder pymrio;
    pymrio.write("metadata.json", R"({"name": "invented", "system": "pxp"})");
    pymrio.write("flows_Z.txt", headed_flows(1.0, false));
    pymrio.write("final_Y.txt", headed_demand());
    const auto flows = scenario::read_foreign_table(pymrio.path(), {});
    CHECK(flows.report.format == "pymrio");
    check_is_reference(flows);
    const TemporaryFolder exiobase;
    exiobase.write("file_parameters.json", "{}");
    exiobase.write("A.txt", headed_flows(100.0, true));
    exiobase.write("Y.txt", headed_demand());
    exiobase.write("unit.txt",
                   "region\tsector\tunit\nAUT\tfood\tM.EUR\nAUT\tchips\tM.EUR\nDEU\tfood\tM.EUR\nDEU\tchips\tM.EUR\n");
    const auto solved = scenario::read_foreign_table(exiobase.path(), {});
    CHECK(solved.report.format == "exiobase3");
    CHECK(solved.report.unit == "million EUR");
    CHECK(solved.report.states_unit);
    check_is_reference(solved);
    exiobase.write("x.txt",
                   "region\tsector\tindout\nAUT\tfood\t100\nAUT\tchips\t100\nDEU\tfood\t100\nDEU\tchips\t100\n");
    check_is_reference(scenario::read_foreign_table(exiobase.path(), {}));
}

TEST_CASE("Eora26 is read with its labels") {
    const TemporaryFolder folder;
    std::string flows, demand, labels, demand_labels;
    for (std::size_t i = 0; i < 4; ++i) {
        flows += line({number(kFlows[i][0]), number(kFlows[i][1]), number(kFlows[i][2]), number(kFlows[i][3])}, '\t');
        demand += line({number(kDemand[i][0]), number(kDemand[i][1])}, '\t');
        labels += line(
            {i < 2 ? "Austria" : "Germany", i < 2 ? "AUT" : "DEU", "Industries", i % 2 == 0 ? "Food" : "Chips"}, '\t');
    }
    demand_labels = line({"Austria", "AUT", "Final Demand", "Households"}, '\t') +
                    line({"Germany", "DEU", "Final Demand", "Households"}, '\t');
    folder.write("Eora26_2015_bp_T.txt", flows);
    folder.write("Eora26_2015_bp_FD.txt", demand);
    folder.write("labels_T.txt", labels);
    folder.write("labels_FD.txt", demand_labels);
    const auto read = scenario::read_foreign_table(folder.path(), {});
    check_is_reference(read);
    CHECK(read.report.unit == "thousand USD");
    CHECK(read.report.year == "2015");
    CHECK(read.table.industries[3].id == "DEU_Chips");
    // Labels of another edition.
    folder.write("labels_T.txt", labels + line({"France", "FRA", "Industries", "Food"}, '\t'));
    CHECK(has(fault_of(folder.path()), "labels are 5 and 5"));
}

TEST_CASE("MARIO's three rows of headings are read") {
    const TemporaryFolder folder;
    std::string flows = line({"Region", "", "", "AUT", "AUT", "DEU", "DEU"}, ',') +
                        line({"Level", "", "", "Sector", "Sector", "Sector", "Sector"}, ',') +
                        line({"Item", "", "", "Food", "Chips", "Food", "Chips"}, ',') + "Region,Level,Item,,,,\n";
    std::string demand =
        "Region,,,AUT,DEU\nLevel,,,Consumption category,Consumption category\nItem,,,Final demand,Final "
        "demand\nRegion,Level,Item,,\n";
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string row = std::string(i < 2 ? "AUT" : "DEU") + ",Sector," + (i % 2 == 0 ? "Food" : "Chips");
        flows +=
            line({row, number(kFlows[i][0]), number(kFlows[i][1]), number(kFlows[i][2]), number(kFlows[i][3])}, ',');
        demand += line({row, number(kDemand[i][0]), number(kDemand[i][1])}, ',');
    }
    folder.write("Z.csv", flows);
    folder.write("Y.csv", demand);
    folder.write("units.csv", "Level,Item,Unit\nSector,Food,M EUR\nSector,Chips,M EUR\nSatellite account,CO2,kg\n");
    const auto read = scenario::read_foreign_table(folder.path(), {});
    check_is_reference(read);
    CHECK(read.report.unit == "million EUR");
    // A hybrid table has no unit of money.
    folder.write("units.csv", "Level,Item,Unit\nSector,Food,M EUR\nSector,Chips,tonnes\n");
    CHECK(has(fault_of(folder.path()), "the unit here is 'tonnes'"));
}

TEST_CASE("a table with a line per cell is read by the columns that are named") {
    const TemporaryFolder folder;
    std::string text = "t;from;sells;to;buys;amount\n";
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string from = std::string(i < 2 ? "AUT" : "DEU") + ";" + (i % 2 == 0 ? "food" : "chips");
        for (std::size_t j = 0; j < 4; ++j)
            text += "2018;" + from + ";" + (j < 2 ? "AUT" : "DEU") + ";" + (j % 2 == 0 ? "food" : "chips") + ";" +
                    number(kFlows[i][j]) + "\n";
        text += "2018;" + from + ";AUT;households;" + number(kDemand[i][0]) + "\n2018;" + from + ";DEU;households;" +
                number(kDemand[i][1]) + "\n";
        text += "2019;" + from + ";AUT;food;7\n";
    }
    scenario::TableOptions options;
    options.format = "flat";
    options.columns = {{"from_country", "from"}, {"from_industry", "sells"}, {"to_country", "to"},
                       {"to_industry", "buys"},  {"value", "amount"},        {"year", "t"}};
    const auto path = folder.write("cells.csv", text);
    CHECK(has(fault_of(path, options), "the file has the years 2018 to 2019"));
    options.year = "2018";
    check_is_reference(scenario::read_foreign_table(path, options));
    options.columns[4].second = "amuont";
    CHECK(has(fault_of(path, options), "did you mean 'amount'?"));
}

TEST_CASE("supply and use become industries by the fixed product sales structure") {
    // By hand: V = [80 20; 0 100], q = (80, 120), so that D = [1 1/6; 0 5/6]; U = [10 30; 20 40], Y = (40, 60).
    const auto check = [](const scenario::ForeignTable& read) {
        REQUIRE(read.table.industries.size() == 2);
        CHECK(flow(read.table, 0, 0) == doctest::Approx(10 + 20.0 / 6));
        CHECK(flow(read.table, 0, 1) == doctest::Approx(30 + 40.0 / 6));
        CHECK(flow(read.table, 1, 0) == doctest::Approx(20 * 5.0 / 6));
        CHECK(flow(read.table, 1, 1) == doctest::Approx(40 * 5.0 / 6));
        CHECK(read.table.industries[0].final_demand == doctest::Approx(50.0));
        CHECK(read.table.industries[1].final_demand == doctest::Approx(50.0));
    };
    const TemporaryFolder figaro;
    const std::string header = "refArea,rowPi,counterpartArea,colPi,obsValue\n";
    figaro.write(
        "flatfile_eu-ic-supply_2020.csv",
        "icsupRow,icsupCol," + header +
            "DE_CPA_A,DE_A,DE,CPA_A,DE,A,80\nDE_CPA_B,DE_A,DE,CPA_B,DE,A,20\nDE_CPA_B,DE_B,DE,CPA_B,DE,B,100\n");
    figaro.write("flatfile_eu-ic-use_2020.csv",
                 "icuseRow,icuseCol," + header +
                     "DE_CPA_A,DE_A,DE,CPA_A,DE,A,10\nDE_CPA_A,DE_B,DE,CPA_A,DE,B,30\nDE_CPA_B,DE_A,DE,CPA_B,DE,A,20\n"
                     "DE_CPA_B,DE_B,DE,CPA_B,DE,B,40\nDE_CPA_A,DE_P3_S14,DE,CPA_A,DE,P3_S14,40\nDE_CPA_B,DE_P3_S14,DE,"
                     "CPA_B,DE,P3_S14,60\n");
    check(scenario::read_foreign_table(figaro.path(), {}));
    const TemporaryFolder bea;
    bea.write("use_2017.csv",
              "Use "
              "table\nCode,,111CA,113FF,T001,F010,T007\n,Name,Farms,Forestry,Total,Households,Total\n111CA,Farms,10,30,"
              "40,40,80\n113FF,Forestry,20,40,60,60,120\nV001,Pay,70,30,,,\n");
    bea.write("make_2017.csv",
              "Make "
              "table\nCode,,111CA,113FF,T008\n,Name,Farms,Forestry,Total\n111CA,Farms,80,20,100\n113FF,Forestry,0,100,"
              "100\nT007,Total,80,120,200\n");
    const auto read = scenario::read_foreign_table(bea.path(), {});
    check(read);
    CHECK(read.report.format == "bea");
    const TemporaryFolder gloria;
    gloria.write("20240101_120secMother_T-Results_2019_059_Markup001(full).csv",
                 "0,0,80,20\n0,0,0,100\n10,30,0,0\n20,40,0,0\n");
    gloria.write("20240101_120secMother_Y-Results_2019_059_Markup001(full).csv", "0\n0\n40\n60\n");
    gloria.write("labels_T.csv",
                 "Germany (DEU) Farms industry\nGermany (DEU) Mines industry\nGermany (DEU) Farms product\nGermany "
                 "(DEU) Mines product\n");
    gloria.write("labels_Y.csv", "Germany (DEU) Household final consumption\n");
    const auto third = scenario::read_foreign_table(gloria.path(), {});
    check(third);
    CHECK(third.report.year == "2019");
}

TEST_CASE("what is wrong with a table is said at its place") {
    const TemporaryFolder folder;
    const std::string good = icio_text();
    // Another format than stated.
    scenario::TableOptions eora;
    eora.format = "eora26";
    CHECK(has(fault_of(folder.write("2018_a.csv", good), eora),
              "it is an inter-country table of the OECD (ICIO), not a table of Eora26"));
    // A total among the industries: a row and column that are the sums of all others.
    std::string total = ",AUT_C10,AUT_C26,DEU_C10,DEU_C26,WLD_ALL,AUT_HFCE,DEU_HFCE\n";
    std::array<double, 6> sums{};
    for (std::size_t i = 0; i < 4; ++i) {
        std::vector<std::string> fields = {std::array{"AUT_C10", "AUT_C26", "DEU_C10", "DEU_C26"}[i]};
        double row = 0.0;
        for (std::size_t j = 0; j < 4; ++j) {
            fields.push_back(number(kFlows[i][j]));
            row += kFlows[i][j];
            sums[j] += kFlows[i][j];
        }
        sums[4] += row;
        fields.push_back(number(row));
        fields.push_back(number(kDemand[i][0]));
        fields.push_back(number(kDemand[i][1]));
        total += line(fields, ',');
    }
    total += line(
        {"WLD_ALL", number(sums[0]), number(sums[1]), number(sums[2]), number(sums[3]), number(sums[4]), "109", "85"},
        ',');
    const auto path = folder.write("2018_b.csv", total);
    CHECK(has(fault_of(path),
              "2018_b.csv:6:1: error[contradiction]: the row 'WLD_ALL' equals the sum of the other rows: it is a "
              "total, not an industry"));
    scenario::TableOptions without;
    without.leave_out = {"WLD_ALL"};
    check_is_reference(scenario::read_foreign_table(path, without));
    // A labelled total that is no sum: a row is missing.
    const std::string missing =
        replaced(good, "DEU_C26,6.000000,7.000000,8.000000,50.000000,4.000000,25.000000,100\n", "");
    CHECK(has(fault_of(folder.write("2018_c.csv", missing)), "'DEU_C26' is a column but no row"));
    const std::string doubled = replaced(good, "OUT,100,100", "OUT,200,200");
    CHECK(has(fault_of(folder.write("2018_d.csv", doubled)),
              "the row 'OUT' is no sum of the table: in 'AUT_C10' it says 200, and the sum is 100"));
    // A download that was cut off, within a line or before one.
    CHECK(has(fault_of(folder.write("2018_e.csv", good.substr(0, good.size() - 20))), "the last line has"));
    // A country that is written in two ways, and one that stands twice.
    CHECK(has(fault_of(folder.write("2018_f.csv", icio_text({"AUT_C10", "AT_C26", "DEU_C10", "DEU_C26"}))),
              "'AUT' and 'AT' are one country"));
    CHECK(has(fault_of(folder.write("2018_g.csv", icio_text({"AUT_C10", "AUT_C10", "DEU_C10", "DEU_C26"}))),
              "the row 'AUT_C10' stands twice"));
    CHECK(has(fault_of(folder.write("2018_h.csv", replaced(good, "30.000000", "3O.0"))), "'3O.0' is not a number"));
}

TEST_CASE("the samples of real layouts are read") {
    const std::filesystem::path tables = std::filesystem::path(CHOKEPOINT_SOURCE_FOLDER) / "../shared/realdata/tables";
    if (!std::filesystem::exists(tables)) return;
    struct Sample {
        std::string_view path, format;
        std::size_t industries;
        double output;
    };
    // Outputs as summed by another program.
    for (const Sample& sample :
         {Sample{"oecd-icio/2014_SML.csv", "oecd-icio", 360, 156983155.0},
          Sample{"oecd-icio/ICIO2016_2003.csv", "oecd-icio", 32, 0.0},
          Sample{"oecd-icio/ICIO2018_2010.CSV", "oecd-icio", 40, 0.0}, Sample{"exiobase3", "exiobase3", 48, 0.0},
          Sample{"pymrio", "pymrio", 48, 3324005349.0}, Sample{"eora26", "eora26", 48, 3324005349.0},
          Sample{"figaro", "figaro", 25, 3555.0}, Sample{"mario/flows", "mario", 6, 171277031.0}}) {
        CAPTURE(sample.path);
        const auto read = scenario::read_foreign_table(tables / sample.path, {});
        CHECK(read.report.format == sample.format);
        CHECK(read.report.industries == sample.industries);
        if (sample.output > 0.0) CHECK(read.report.output == doctest::Approx(sample.output).epsilon(1e-5));
    }
}
