#include <doctest/doctest.h>

#include <chokepoint/base/text/unicode.hpp>

using namespace chokepoint;

TEST_CASE("trimming removes whitespace of every kind from both ends") {
    CHECK(trimmed("US") == "US");
    CHECK(trimmed(" \tUS\t ") == "US");
    CHECK(trimmed("\u00A0US\u202F") == "US");
    CHECK(trimmed("\uFEFFUS") == "US");
    CHECK(trimmed("\u200BUS\u200D\u3000") == "US");
    CHECK(trimmed("a b") == "a b");
    CHECK(trimmed(" \u00A0\t") == "");
    CHECK(trimmed("") == "");
    CHECK(trimmed("é ") == "é");
    CHECK(trimmed("\xC3 ") == "\xC3");
}

TEST_CASE("names that differ only in case, spaces or Unicode form look alike") {
    CHECK(look_alike_key("Valves ") == look_alike_key("valves"));
    CHECK(look_alike_key("brake pads") == look_alike_key("Brake\u00A0 Pads"));
    CHECK(look_alike_key("brake pads") == look_alike_key("brakepads"));
    CHECK(look_alike_key("ÖFEN") == look_alike_key("öfen"));
    CHECK(look_alike_key("o\u0308fen") == look_alike_key("\u00F6fen"));
    CHECK(look_alike_key("ｖａｌｖｅ") == look_alike_key("valve"));
    CHECK(look_alike_key("valve") == look_alike_key("val\u00ADve"));
    CHECK(look_alike_key("ΟΔΟΣ") == look_alike_key("οδος"));
}

TEST_CASE("names that differ in a letter, digit or mark do not look alike") {
    CHECK(look_alike_key("valve") != look_alike_key("valves"));
    CHECK(look_alike_key("öfen") != look_alike_key("ofen"));
    CHECK(look_alike_key("a-1") != look_alike_key("a1"));
    CHECK(look_alike_key("1 12") != look_alike_key("11 2"));
    CHECK(look_alike_key("В1") != look_alike_key("B1"));  // Cyrillic and Latin
}

TEST_CASE("party names match regardless of case, punctuation and spaces") {
    CHECK(normalized_name("ZTE Co., Ltd.") == "zte co ltd");
    CHECK(normalized_name("  zte-co  LTD ") == "zte co ltd");
    CHECK(normalized_name("ZTE Company Limited") != normalized_name("ZTE Co., Ltd."));
    CHECK(normalized_name("Électronique") != normalized_name("Electronique"));
    CHECK(normalized_name("...") == "");
}

TEST_CASE("dots and apostrophes leave no space") {
    CHECK(normalized_name("Vento S.p.A.") == "vento spa");
    CHECK(normalized_name("D’Arco") == "darco");
    CHECK(normalized_name("D´Arco") == "darco");
    CHECK(normalized_name("D`Arco") == "darco");
    CHECK(normalized_name("Qal\u02BFat Co\uFF0E") == "qalat co");
}

TEST_CASE("dashes, quotes, symbols and unusual spaces separate words") {
    CHECK(normalized_name("Nord–Sud") == "nord sud");
    CHECK(normalized_name("Nord—Sud") == "nord sud");
    CHECK(normalized_name("Nord\u2011Sud") == "nord sud");
    CHECK(normalized_name("«Норд» \"Зюд\"") == "норд зюд");
    CHECK(normalized_name("Nord\u00A0\u2003Sud") == "nord sud");
    CHECK(normalized_name("Nord & Sud™") == "nord sud");
    CHECK(normalized_name("中芯、国际。") == "中芯 国际");
}

TEST_CASE("case, width, ligatures, composed accents and invisible characters do not matter") {
    CHECK(normalized_name("ОАО ВЕТЕР") == normalized_name("ОАО Ветер"));
    CHECK(normalized_name("STRASSENBAU") == normalized_name("Straßenbau"));
    CHECK(normalized_name("Ｋａｉｔｏ　Ｃｏ．，　Ｌｔｄ．") == "kaito co ltd");
    CHECK(normalized_name("ﬁne oﬃce") == "fine office");
    CHECK(normalized_name("Zu\u0308rich") == normalized_name("Zürich"));
    CHECK(normalized_name("Mikro\u00ADchip") == "mikrochip");
    CHECK(normalized_name("Mikro\u200Bchip\uFEFF") == "mikrochip");
    CHECK(normalized_name("DIŞ TİCARET") == normalized_name("Dış Ticaret"));
    CHECK(normalized_name("Вolt") != normalized_name("Volt"));  // a Cyrillic letter is another one
}

TEST_CASE("an unaccented name has plain letters") {
    CHECK(unaccented_name("Côte d’Ivoire") == "cote divoire");
    CHECK(unaccented_name("Türkiye") == "turkiye");
}
