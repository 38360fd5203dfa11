// Click ids, words, rows of channels and brand terms in the pack: the tables of CHANNELS.md.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "compiler/tables.h"
#include "findings.h"
#include "format/hash.h"

using namespace vitrine;

namespace {

std::string string_of(const Records &r, uint16_t index) {
  return index == kNone16 ? std::string()
                          : std::string(r.strings.data() + r.string_first[index], r.strings.data() + r.string_first[index + 1]);
}

const Records &channels() {
  static const Records records = records_of(R"({"brand_terms":["ACME","Zähne"],"segments":{"a":{"when":{"traffic.channel":"Direct"}}}})");
  return records;
}

}  // namespace

TEST_CASE("click ids stand in the order in which they count, each with its source, medium and campaign") {
  const struct {
    const char *parameter, *words;
  } expected[] = {{"gclid", "google / cpc"},
                  {"gbraid", "google / cpc"},
                  {"wbraid", "google / cpc"},
                  {"gclsrc", "google / cpc"},
                  {"dclid", "google / display"},
                  {"srsltid", "google / organic Shopping Free Listings"},
                  {"msclkid", "bing / cpc"},
                  {"yclid", "yandex / cpc"},
                  {"ttclid", "tiktok / paid_social"},
                  {"twclid", "twitter / paid_social"},
                  {"li_fat_id", "linkedin / paid_social"},
                  {"epik", "pinterest / paid_social"},
                  {"sccid", "snapchat / paid_social"},
                  {"rdt_cid", "reddit / paid_social"},
                  {"fbclid", "facebook / social"},
                  {"igshid", "instagram / social"},
                  {"irclickid", "impact / affiliate"},
                  {"awc", "awin / affiliate"},
                  {"cjevent", "cj / affiliate"}};
  const Records r = records_of(with_when(R"({"traffic.campaign":"x"})"));
  REQUIRE(r.click_ids.size() == std::size(expected));
  for (size_t i = 0; i < r.click_ids.size(); ++i) {
    const ClickIdDef &id = r.click_ids[i];
    INFO(expected[i].parameter);
    CHECK(id.param == hash_name(expected[i].parameter));
    const std::string campaign = string_of(r, id.campaign);
    CHECK(string_of(r, id.source) + " / " + string_of(r, id.medium) + (campaign.empty() ? "" : " " + campaign) == expected[i].words);
  }
}

TEST_CASE("words of traffic come with a rule that reads them, rows and brand terms with a rule on channels or brands") {
  const Records none = records_of(with_when(R"({"traffic.landing_path":{"contains":"x"}})"));
  CHECK((none.traffic.empty() && none.click_ids.empty() && none.channel_rows.empty()));
  const Records source = records_of(with_when(R"({"traffic.source":"x"})"));
  REQUIRE(source.traffic.size() == 1);
  CHECK(string_of(source, source.traffic[0].direct) == "(direct)");
  CHECK(string_of(source, source.traffic[0].none) == "(none)");
  CHECK(string_of(source, source.traffic[0].not_set) == "(not set)");
  CHECK(string_of(source, source.traffic[0].assistant) == "ai-assistant");
  CHECK(string_of(source, source.traffic[0].organic) == "organic");
  CHECK(string_of(source, source.traffic[0].referral) == "referral");
  CHECK((source.channel_rows.empty() && source.channel_tests.empty() && source.brand_terms.empty()));
  const Records branded = records_of(R"({"brand_terms":["ACME"],"segments":{"a":{"when":{"traffic.branded":true}}}})");
  CHECK((!branded.channel_rows.empty() && branded.brand_terms.size() == 1 && !branded.host_keys.empty()));
}

TEST_CASE("brand terms are in small letters") {
  const Records &r = channels();
  REQUIRE(r.brand_terms.size() == 2);
  CHECK(string_of(r, r.brand_terms[0]) == "acme");
  CHECK(string_of(r, r.brand_terms[1]) == "z\xC3\xA4hne");
}

TEST_CASE("every bit that a row of channels needs has a test or is a category, and the last row needs none") {
  const Records &r = channels();
  uint32_t set = (1u << kCategoryBits) - 1;
  for (const ChannelTestDef &test : r.channel_tests) {
    set |= 1u << test.bit;
    const std::string text = string_of(r, test.string);
    CHECK((!text.empty() && text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos));
  }
  std::map<uint32_t, size_t> channels_named;
  for (const ChannelRowDef &row : r.channel_rows) {
    CHECK((row.bits & ~set) == 0);
    CHECK(row.channel != 0);
    ++channels_named[row.channel];
  }
  CHECK(r.channel_rows.back().bits == 0);
  CHECK(channels_named.size() == 20);  // the 19 lines of CHANNELS.md, one of which names two
  CHECK(channels_named.count(kChannelPaidSearch) == 1);
  CHECK(channels_named.count(kChannelOrganicSearch) == 1);
  for (size_t i = 0; i + 1 < r.channel_rows.size(); ++i) CHECK(r.channel_rows[i].bits != 0);
}

TEST_CASE("a condition on a channel compares with the number that its row gives") {
  const char *const names[] = {"Direct",         "Cross-network", "Paid Shopping", "Paid Search",      "Paid Social",    "Paid Video",
                               "Display",        "Paid Other",    "AI Assistant",  "Organic Shopping", "Organic Social", "Organic Video",
                               "Organic Search", "Email",         "Affiliates",    "Referral",         "Audio",          "SMS",
                               "Mobile Push",    "Unassigned"};
  std::set<int64_t> numbers;
  for (const std::string name : names) {
    const Records r = records_of("{\"segments\":{\"a\":{\"when\":{\"traffic.channel\":\"" + name + "\"}}}}");
    REQUIRE(r.conditions.size() == 1);
    numbers.insert(r.conditions[0]);
    bool has_row = false;
    for (const ChannelRowDef &row : r.channel_rows) has_row = has_row || row.channel == r.conditions[0];
    INFO(name);
    CHECK(has_row);
    if (name == "Paid Search") CHECK(r.conditions[0] == kChannelPaidSearch);
    if (name == "Organic Search") CHECK(r.conditions[0] == kChannelOrganicSearch);
    if (name == "Unassigned") CHECK(r.channel_rows.back().channel == r.conditions[0]);
  }
  CHECK(numbers.size() == 20);
}
