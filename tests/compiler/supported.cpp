// Every fact can be asked for; what the strategy language names but this version does not do is refused by name, at its place.
#include <catch2/catch.hpp>

#include "findings.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

// One finding, of code not_supported_yet, that names `name`.
void check_refused(const std::string &text, const std::string &name, const std::string &place) {
  INFO(text);
  CHECK(findings_of(text) == "not_supported_yet " + place);
  CHECK(messages_of(text).find(": error not_supported_yet: `" + name + "` is not supported yet.") != std::string::npos);
}

}  // namespace

TEST_CASE("a slot of items is refused by name, and everything else of it is not looked at") {
  check_refused(R"({"slots":{"a":{"kind":"items"}}})", "items", "1:23 /slots/a/kind");
  check_refused(R"({"slots":{"a":{"kind":"items","from":"popular"}}})", "items", "1:23 /slots/a/kind");
}

TEST_CASE("every fact can be asked for") {
  const struct {
    const char *name;
    const char *test;
  } facts[] = {{"visit.number", "1"},
               {"visit.pages", "1"},
               {"visit.duration", R"({"gte":"1m"})"},
               {"visit.since_previous", R"({"lt":"3d"})"},
               {"traffic.channel", R"(["Paid Search","AI Assistant"])"},
               {"traffic.branded", "true"},
               {"traffic.source", R"("google")"},
               {"traffic.medium", R"("cpc")"},
               {"traffic.campaign", R"({"contains":"x"})"},
               {"traffic.landing_path", R"({"ends_with":"x"})"},
               {"page.type", R"(["home","search"])"},
               {"page.path", R"({"starts_with":"/c"})"},
               {"page.category", R"("shoes")"},
               {"page.item", R"("sku-1")"},
               {"cart.items", "0"},
               {"cart.value", R"({"gte":49.5})"},
               {"cart.idle", R"({"gte":"1h"})"},
               {"orders.placed", "1"},
               {"orders.count", "1"},
               {"orders.value", R"({"gte":100})"},
               {"orders.average", R"({"gte":100})"},
               {"orders.since", R"({"gte":"30d"})"},
               {"orders.interval", R"({"lt":"30d"})"},
               {"orders.overdue", R"({"gte":1.5})"},
               {"orders.discounted_share", R"({"gte":0.5})"},
               {"orders.refunded_share", R"({"lt":0.5})"},
               {"device.class", R"("mobile")"},
               {"language", R"("de")"},
               {"geo.country", R"("DE")"},
               {"geo.region", R"(["BY","W"])"},
               {"geo.city", R"("Linz")"},
               {"geo.zone", R"("alps")"},
               {"geo.climate", R"(["mild"])"},
               {"time.hour", R"({"gte":22})"},
               {"time.weekday", R"([6,7])"},
               {"time.month", "12"},
               {"last.search_term", R"({"contains":"x"})"}};
  const std::string places = R"({"zones":{"alps":["AT","DE-BY"]},"climates":{"mild":["FR"]},"segments":{"a":{"when":{")";
  for (const auto &fact : facts) {
    INFO(fact.name);
    CHECK(findings_of(places + fact.name + "\":" + fact.test + "}}}}") == "");
    CHECK(findings_of(places + fact.name + R"(":{"exists":false}}}}})") == "");
  }
}
