// Zones and climates: where the visitor's country and region lie (STRATEGY.md section 2).
#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Shop {
  PackBuilder pack;
  std::vector<std::pair<int, std::string>> names;

  Shop() {
    pack.event("page_view");
    pack.fact(Fact::kGeoCountry);
    pack.fact(Fact::kGeoRegion);
    const int zone = pack.area(
        Fact::kGeoZone,
        {{"DE", "BY", "alps"}, {"AT", "T", "alps"}, {"DE", "BY", "south"}, {"DE", "", "eu"}, {"FR", "", "eu"}, {"DE", "", "late"}});
    const int climate = pack.area(Fact::kGeoClimate, {{"FR", "", "mild"}, {"AT", "", "cold"}});
    for (const char *name : {"alps", "south", "eu", "late"}) names.push_back({pack.segment(pack.is(zone, name)), name});
    names.push_back({pack.segment(!pack.exists(zone)), "no zone"});
    for (const char *name : {"mild", "cold"}) names.push_back({pack.segment(pack.is(climate, name)), name});
  }
  [[nodiscard]] Wire at(const std::string &country, const std::string &region) const {
    Wire wire(pack, "page_view", 1000);
    if (!country.empty()) wire.text("geo_country", country);
    if (!region.empty()) wire.text("geo_region", region);
    return wire;
  }
  [[nodiscard]] std::string said(const Visitor &v) const {
    std::string out;
    for (const int id : v.in()) {
      for (const auto &[segment, name] : names) {
        if (segment == id) out += (out.empty() ? "" : " ") + name;
      }
    }
    return out;
  }
};

}  // namespace

TEST_CASE("a region of a country lies where it says, the rest of the country where the country does") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const auto of = [&](const std::string &country, const std::string &region) {
    Visitor v(pack);
    v.take(shop.at(country, region));
    return shop.said(v);
  };
  CHECK(of("DE", "BY") == "alps");  // ties: the first in the table
  CHECK(of("DE", "HH") == "eu");
  CHECK(of("DE", "") == "eu");
  CHECK(of("AT", "T") == "alps cold");
  CHECK(of("AT", "BY") == "no zone cold");  // another country's region
  CHECK(of("FR", "BY") == "eu mild");
  CHECK(of("US", "") == "no zone");
  CHECK(of("", "BY") == "no zone");
  CHECK(of("de", "BY") == "no zone");
}

TEST_CASE("zone and climate follow the newest country and region, each by itself, on any event") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  Visitor v(pack);
  v.take(shop.at("DE", "BY"));
  v.take(shop.at("", ""));
  CHECK(shop.said(v) == "alps");
  v.take(shop.at("", "HH"));
  CHECK(shop.said(v) == "eu");
  v.take(Wire(shop.pack, "identify", 1001).text("geo_country", "AT"));
  CHECK(shop.said(v) == "no zone cold");
  v.take(Wire(shop.pack, "unknown", 1001).text("geo_region", "T"));
  CHECK(shop.said(v) == "alps cold");
}

TEST_CASE("zones need location and personalization, come back with a snapshot, and go with either purpose") {
  const Shop shop;
  const LoadedPack pack(shop.pack);
  const int withdrawn = GENERATE(as<int>{}, VT_LOCATION, VT_PERSONALIZATION);
  Visitor v(pack, VT_ALL_PURPOSES & ~withdrawn);
  v.take(shop.at("DE", "BY"));
  CHECK(shop.said(v) == "no zone");
  v.purposes(VT_ALL_PURPOSES);
  CHECK(shop.said(v) == "no zone");
  v.take(shop.at("DE", "BY"));
  CHECK(shop.said(v) == "alps");
  const Bytes snapshot = v.snapshot();
  CHECK(shop.said(Visitor(pack, VT_ALL_PURPOSES, snapshot)) == "alps");
  CHECK(shop.said(Visitor(pack, VT_ALL_PURPOSES & ~withdrawn, snapshot)) == "no zone");
  v.purposes(VT_ALL_PURPOSES & ~withdrawn);
  CHECK(shop.said(v) == "no zone");
  v.purposes(VT_ALL_PURPOSES);
  CHECK(shop.said(v) == "no zone");
}
