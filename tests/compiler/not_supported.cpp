// What the strategy language names but this version does not do is refused by name, at its place.
#include <catch2/catch.hpp>

#include "findings.h"

using namespace vitrine;

namespace {

// One finding, of code not_supported_yet, that names `name`.
void check_refused(const std::string &text, const std::string &name, const std::string &place) {
  INFO(text);
  CHECK(findings_of(text) == "not_supported_yet " + place);
  CHECK(messages_of(text).find(": error not_supported_yet: `" + name + "` is not supported yet.") != std::string::npos);
}

}  // namespace

TEST_CASE("keys of the strategy that come later are refused by name") {
  for (const std::string name : {"messages", "holdout", "experiments", "goals", "brand_terms", "zones", "climates"}) {
    check_refused("{\n \"" + name + "\": {}}", name, "2:2 /" + name);
  }
}

TEST_CASE("keys of variants and slots that come later are refused by name") {
  for (const std::string name : {"message", "cap", "needs", "from", "to"}) {
    check_refused(R"({"slots":{"a":{"kind":"content","variants":[{"id":"x","for":{},")" + name + R"(":{}},{"id":"default"}]}}})", name,
                  "1:64 /slots/a/variants/0/" + name);
  }
  check_refused(R"({"slots":{"a":{"kind":"items"}}})", "items", "1:23 /slots/a/kind");
}

TEST_CASE("facts that come later are refused by name") {
  for (const std::string name : {"traffic.channel", "traffic.branded", "geo.zone", "geo.climate"}) {
    check_refused("{\"segments\":{\"a\":{\"when\":{\"" + name + "\":{\"exists\":true}}}}}", name, "1:27 /segments/a/when/" + name);
  }
}

TEST_CASE("every fact that is supported can be asked for") {
  const struct {
    const char *name;
    const char *test;
  } facts[] = {{"visit.number", "1"},
               {"visit.pages", "1"},
               {"visit.duration", R"({"gte":"1m"})"},
               {"visit.since_previous", R"({"lt":"3d"})"},
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
               {"time.hour", R"({"gte":22})"},
               {"time.weekday", R"([6,7])"},
               {"time.month", "12"},
               {"last.search_term", R"({"contains":"x"})"}};
  for (const auto &fact : facts) {
    INFO(fact.name);
    CHECK(findings_of("{\"segments\":{\"a\":{\"when\":{\"" + std::string(fact.name) + "\":" + fact.test + "}}}}") == "");
    CHECK(findings_of("{\"segments\":{\"a\":{\"when\":{\"" + std::string(fact.name) + "\":{\"exists\":false}}}}}") == "");
  }
}
