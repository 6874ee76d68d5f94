#include <doctest/doctest.h>

#include <chokepoint/network/file/column_guess.hpp>
#include <chokepoint/network/file/money_name.hpp>
#include <chokepoint/network/file/table_head.hpp>

using namespace chokepoint;

TEST_CASE("the separator is the one that splits most lines into the same number of fields") {
    CHECK(network::read_table_head("a,b\tc\nd\te,f\n").separator == '\t');
    CHECK(network::read_table_head("name one;5,5\nname two;6,5\n").separator == ';');
    CHECK(network::read_table_head("1  2\n30 4\n").separator == ' ');
    CHECK(network::read_table_head("alone\n").separator == ',');
    CHECK(network::read_table_head("").rows.empty());
    CHECK(network::read_table_head("\"x, y\",2\n\"z\",3\n").quoted);
}

TEST_CASE("comment lines before a table are not rows") {
    const network::TableHead head = network::read_table_head("# of 2020\n# From To\n4\t5\n");
    CHECK(head.comment == '#');
    CHECK(head.rows == std::vector<std::vector<std::string>>{{"4", "5"}});
    CHECK(network::begins_with_values(head));
    CHECK_FALSE(network::has_header(head));
}

TEST_CASE("a square matrix has the same names for rows and columns") {
    CHECK(network::square_rows(network::read_table_head(",p,q\np,1,2\nq,3,4\n")) == 2);
    CHECK(network::square_rows(network::read_table_head(",p,q,FD\np,1,2,3\nq,3,4,5\nVA,1,1,1\n")) == 2);
    CHECK(network::square_rows(network::read_table_head("id,country,product\np,US,chips\nq,CN,phones\n")) == 0);
}

TEST_CASE("columns are guessed by the names that other programs use, each field once") {
    const network::ColumnGuess guess =
        network::guess_columns({"Weight", "To_Node", "From-Node"}, {"supplier", "customer", "value_usd"});
    CHECK(guess.complete());
    CHECK(guess.fields == std::vector<std::optional<std::size_t>>{2, 1, 0});
    CHECK(guess.sentence({"Weight", "To_Node", "From-Node"}) ==
          "'From-Node' is probably supplier, 'To_Node' customer, 'Weight' value_usd");
    CHECK_FALSE(network::guess_columns({"colour", "size"}, {"id", "country"}).complete());
}

TEST_CASE("a field with an optional column's name is kept for it unless a required column has no other field") {
    const std::vector<std::string> required{"supplier", "customer", "value_usd"};
    const std::vector<std::string> optional{"product", "source"};
    const network::ColumnGuess beside = network::guess_columns({"Source", "From", "To", "Value"}, required, optional);
    CHECK(beside.columns == std::vector<std::string>{"supplier", "customer", "value_usd", "source"});
    CHECK(beside.fields == std::vector<std::optional<std::size_t>>{1, 2, 3, 0});
    const network::ColumnGuess instead = network::guess_columns({"Source", "Target", "Value"}, required, optional);
    CHECK(instead.fields == std::vector<std::optional<std::size_t>>{0, 1, 2});
}

TEST_CASE("a word in the name marks a column as values only if it holds numbers") {
    const std::vector<std::string> header{"from", "to", "flow_kind", "net_weight_kg", "yearly_flow"};
    const std::vector<std::string> required{"supplier", "customer", "value_usd"};
    const network::ColumnGuess guess = network::guess_columns(header, required, {}, {false, false, false, true, true});
    CHECK(guess.fields[2] == std::optional<std::size_t>(4));
    CHECK(guess.left_out(header) == std::vector<std::size_t>{2, 3});
    CHECK_FALSE(network::guess_columns(header, required, {}, {false, false, false, true, false}).complete());
}

TEST_CASE("the name of a column reveals its unit of money") {
    CHECK(network::unit_in_name("value_usd").empty());
    CHECK(network::unit_in_name("Weight").empty());
    CHECK(network::unit_in_name("value_eur") == "EUR");
    CHECK(network::unit_in_name("valueMEUR") == "million EUR");
    CHECK(network::unit_in_name("sales (thousands of dollars)") == "thousand USD");
    CHECK(network::unit_in_name("output_gbp_bn") == "billion GBP");
    CHECK(network::unit_in_name("kUSD") == "thousand USD");
}

TEST_CASE("a matrix ends with totals if the name of its last column says so") {
    CHECK(network::ends_with_total(network::read_table_head(",p,Grand Total\np,1,1\nGrand Total,1,1\n")));
    CHECK(network::ends_with_total(network::read_table_head(",p,XX_SUM\np,1,1\nXX_SUM,1,1\n")));
    CHECK_FALSE(network::ends_with_total(network::read_table_head(",p,Sumatra\np,1,1\nSumatra,1,1\n")));
}
