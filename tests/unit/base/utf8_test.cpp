#include <doctest/doctest.h>

#include <chokepoint/base/text/utf8.hpp>

using namespace chokepoint;

TEST_CASE("characters are counted, not bytes") {
    CHECK(count_characters("") == 0);
    CHECK(count_characters("abc") == 3);
    CHECK(count_characters("中兴") == 2);
    CHECK(count_characters("é😀") == 2);
    CHECK(count_characters("\xFF\xFE") == 2);
}

TEST_CASE("the first invalid byte of UTF-8 is found") {
    CHECK(find_invalid_utf8("plain text, longer than eight bytes") == std::string_view::npos);
    CHECK(find_invalid_utf8("中兴通讯 é 😀") == std::string_view::npos);
    CHECK(find_invalid_utf8("12345678\xE9") == 8);
    CHECK(find_invalid_utf8("caf\xE9 au lait") == 3);
    CHECK(find_invalid_utf8("\xC0\xAF") == 0);          // overlong
    CHECK(find_invalid_utf8("\xE0\x80\x80") == 0);      // overlong
    CHECK(find_invalid_utf8("a\xED\xA0\x80") == 1);     // surrogate
    CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
    CHECK(find_invalid_utf8("ab\xE4\xB8") == 2);        // cut
    CHECK(find_invalid_utf8("\x80") == 0);
}

TEST_CASE("printable text cannot move the cursor of a terminal") {
    CHECK(printable("a\tb") == "a b");
    CHECK(printable("a\x1B[31mb\r\n") == "a?[31mb??");
    CHECK(printable("a\xE2\x80\xAE"
                    "b") == "a?b");  // right-to-left override
    CHECK(printable("a\xFF") == "a?");
    CHECK(printable("中é") == "中é");
}

TEST_CASE("a quoted text is cut after forty characters") {
    CHECK(in_quotes("ZTE") == "'ZTE'");
    CHECK(in_quotes(std::string(40, 'x')) == "'" + std::string(40, 'x') + "'");
    CHECK(in_quotes(std::string(41, 'x')) == "'" + std::string(40, 'x') + "...'");
}
