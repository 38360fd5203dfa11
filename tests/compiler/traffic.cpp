// Click ids, words, rows of channels and brand terms in the pack: the tables of CHANNELS.md.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "compiler/tables.h"
#include "findings.h"
#include "format/hash.h"
#include "format/limits.h"

using namespace vitrine;
using namespace vitrine::compiler;

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
                  {"gad_source", "google / cpc"},
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
  CHECK(string_of(source, source.traffic[0].email) == "email");
  CHECK(string_of(source, source.traffic[0].organic) == "organic");
  CHECK(string_of(source, source.traffic[0].referral) == "referral");
  CHECK((source.channel_rows.empty() && source.brand_terms.empty()));
  for (const ChannelTestDef &test : source.channel_tests) CHECK(test.field == ChannelField::kLabel);
  const Records branded = records_of(R"({"brand_terms":["ACME"],"segments":{"a":{"when":{"traffic.branded":true}}}})");
  CHECK((!branded.channel_rows.empty() && branded.brand_terms.size() == 1 && !branded.host_keys.empty()));
}

TEST_CASE("apps stand for the hosts of the table, where a rule depends on the referrer") {
  const std::map<std::string, std::string> expected = {{"com.google.android.googlequicksearchbox", "google.com"},
                                                       {"com.google.android.gm", "mail.google.com"},
                                                       {"com.microsoft.office.outlook", "outlook.live.com"},
                                                       {"com.yahoo.mobile.client.android.mail", "mail.yahoo.com"},
                                                       {"com.facebook.katana", "facebook.com"},
                                                       {"com.facebook.orca", "facebook.com"},
                                                       {"com.instagram.android", "instagram.com"},
                                                       {"com.linkedin.android", "linkedin.com"},
                                                       {"com.pinterest", "pinterest.com"},
                                                       {"com.twitter.android", "x.com"},
                                                       {"com.reddit.frontpage", "reddit.com"},
                                                       {"com.zhiliaoapp.musically", "tiktok.com"},
                                                       {"com.snapchat.android", "snapchat.com"},
                                                       {"org.telegram.messenger", "telegram.org"},
                                                       {"com.whatsapp", "whatsapp.com"},
                                                       {"com.google.android.youtube", "youtube.com"},
                                                       {"com.microsoft.bing", "bing.com"},
                                                       {"com.openai.chatgpt", "chatgpt.com"}};
  const Records r = records_of(with_when(R"({"traffic.medium":"email"})"));
  std::map<uint32_t, std::string> hosts;
  for (const AppDef &app : r.apps) CHECK(hosts.emplace(app.package, string_of(r, app.host)).second);
  CHECK(hosts.size() == expected.size());
  for (const auto &[package, host] : expected) {
    INFO(package);
    CHECK(hosts[hash_name(package)] == host);
  }
  CHECK(records_of(with_when(R"({"traffic.campaign":"x"})")).apps.empty());
}

TEST_CASE("webmail is told by the first label of a host and by how many labels it has") {
  const Records r = records_of(with_when(R"({"traffic.medium":"email"})"));
  // As the runtime judges it.
  const auto is_webmail = [&](std::string_view host) {
    const std::string_view label = host.substr(0, host.find('.'));
    const auto labels = std::count(host.begin(), host.end(), '.') + 1;
    return std::any_of(r.channel_tests.begin(), r.channel_tests.end(), [&](const ChannelTestDef &test) {
      const std::string text = string_of(r, test.string);
      if (test.field != ChannelField::kLabel || labels < test.bit || label.size() < text.size()) return false;
      if (test.op == TextOp::kEq) return label == text;
      return test.op == TextOp::kStartsWith ? label.substr(0, text.size()) == text : label.substr(label.size() - text.size()) == text;
    });
  };
  for (const char *host : {"mail.a.example", "webmail.a.example", "email.a.example", "owa.a.example", "outlook.a.example",
                           "mail0.a.example", "mail9x.a.example", "mail-x.a.example", "mailbusiness.a.example", "mailbusiness2.a.example",
                           "mywebmail.a.example", "mailer.a.example", "x-mailer.a.example", "deref-a.example", "deref-.a.b.example"}) {
    INFO(host);
    CHECK(is_webmail(host));
  }
  for (const char *host : {"mail.example", "outlook.com", "mailx.a.example", "mails.a.example", "xmail.a.example", "emails.a.example",
                           "owa2.a.example", "webmails.a.example", "mailerx.a.example", "deref.a.example", "deref-", "a.mail.b.example",
                           "mailbusines.a.example", "webmail.example", "mail1.example"}) {
    INFO(host);
    CHECK_FALSE(is_webmail(host));
  }
}

TEST_CASE("own and payment hosts are host names; what is none is told, and what to write instead") {
  const auto with_host = [](const char *key, const std::string &host) { return "{\"" + std::string(key) + "\":[\"" + host + "\"]}"; };
  for (const char *key : {"own_hosts", "payment_hosts"}) {
    for (const char *host : {"shop.example", "WWW.Shop.Example", "shop.example.", "localhost", "xn--bcher-kva.example",
                             "b\xC3\xBC"
                             "cher.example",
                             "my_shop.example", "192.168.0.1", "a-b.c"}) {
      INFO(host);
      CHECK(findings_of(with_host(key, host)).empty());
    }
    const std::pair<const char *, const char *> wrong[] = {{"https://shop.example", "Write \"shop.example\""},
                                                           {"HTTPS://www.Shop.example/cart?x#y", "Write \"shop.example\""},
                                                           {"//shop.example", "Write \"shop.example\""},
                                                           {"shop.example:8443", "Write \"shop.example\""},
                                                           {"shop.example/", "Write \"shop.example\""},
                                                           {"shop.example/cart", "Write \"shop.example\""},
                                                           {"*.shop.example", "Write \"shop.example\""},
                                                           {".shop.example", "Write \"shop.example\""},
                                                           {"me@shop.example", "Write \"shop.example\""},
                                                           {"shop.example?x", "Write \"shop.example\""},
                                                           {" shop.example", "Write \"shop.example\""},
                                                           {"shop.*", "Write a host name without scheme, port and path"},
                                                           {"shop..example", "Write a host name without scheme, port and path"},
                                                           {"*", "Write a host name without scheme, port and path"},
                                                           {".", "Write a host name without scheme, port and path"},
                                                           {"[::1]", "Write a host name without scheme, port and path"}};
    for (const auto &[host, hint] : wrong) {
      INFO(host);
      CHECK(findings_of(with_host(key, host)) == "bad_host 1:" + std::to_string(std::string(key).size() + 6) + " /" + key + "/0");
      CHECK(messages_of(with_host(key, host)).find(hint) != std::string::npos);
    }
    CHECK(findings_of(with_host(key, std::string(253, 'a'))).empty());
    CHECK(findings_of(with_host(key, std::string(254, 'a'))).substr(0, 8) == "bad_host");
    CHECK(findings_of("{\"" + std::string(key) + "\":\"shop.example\"}").substr(0, 10) == "wrong_type");
    CHECK(findings_of("{\"" + std::string(key) + "\":[]}").substr(0, 10) == findings_of(R"({"brand_terms":[]})").substr(0, 10));
    CHECK(findings_of("{\"" + std::string(key) + "\":[5]}").substr(0, 10) == "wrong_type");
  }
}

TEST_CASE("as many hosts of one's own fit as the table has room for, and more are told") {
  const auto with_hosts = [](size_t count) {
    std::string list;
    for (size_t i = 0; i < count; ++i) list += (i == 0 ? "\"h" : ",\"h") + std::to_string(i) + ".example\"";
    return R"({"segments":{"a":{"when":{"traffic.channel":"Direct"}}},"own_hosts":[)" + list + "]}";
  };
  const size_t fits = kMaxHosts - channels().host_keys.size();
  CHECK(findings_of(with_hosts(fits)).empty());
  CHECK(findings_of(with_hosts(fits + 1)) == "limit 1:57 /own_hosts");
  CHECK(messages_of(with_hosts(fits + 1)).find("kMaxHosts") != std::string::npos);
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
    if (test.field == ChannelField::kLabel) continue;
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
  const char *const names[] = {"Direct",
                               "Cross-network",
                               "Paid Shopping",
                               "Paid Search",
                               "Paid Social",
                               "Paid Video",
                               "Display",
                               "Paid Other",
                               "AI Assistant",
                               "Organic Shopping",
                               "Organic Social",
                               "Organic Video",
                               "Organic Search",
                               "Email",
                               "Affiliates",
                               "Referral",
                               "Audio",
                               "SMS",
                               "Mobile Push Notifications",
                               "Unassigned"};
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
