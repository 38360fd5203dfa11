// The value that is read out of a visitor is the one that the runtime judged: after every step all conditions of all features agree with it.
#include "runtime/features/feature_value.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "cli/log/line_parser.h"
#include "compiler/compile.h"
#include "vitrine/vitrine.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

constexpr char kStrategy[] = R"({
"currency": "EUR", "price_bands": [25, 75], "zones": {"alps": ["AT", "DE-BY"], "sea": ["DE"]},
"traits": {"tier": ["none", "gold"], "vip": "boolean", "margin": "number", "city": "text"},
"features": {
  "views": {"count": "view_item"}, "lately": {"count": "view_item", "within": "1h"}, "many": {"count": "view_item", "within": "2h"},
  "visit_views": {"count": "view_item", "within": "visit"}, "spent": {"sum": "value", "on": "purchase", "within": "1d"},
  "units": {"sum": "quantity", "on": "add_to_cart"}, "items": {"distinct": "item_id", "on": "view_item"},
  "items_now": {"distinct": "item_id", "on": "view_item", "within": "1h"}, "items_visit": {"distinct": "item_id", "on": "view_item", "within": "visit"},
  "same": {"repeats": "item_id", "on": "view_item"}, "same_now": {"repeats": "item_id", "on": "view_item", "within": "1h"},
  "ago": {"since": "add_to_cart"}, "left": {"sequence": ["view_item", "add_to_cart"], "within": "1h", "in_last": "2h", "then_not": "purchase"},
  "share": {"affinity": "item_category", "value": "c1"}, "top": {"top": "item_category"}, "band": {"top": "price_band"}},
"segments": {"s": {"when": {"any": [
  {"views": {"gte": 3}}, {"views": {"gte": 7}}, {"lately": {"gte": 2}}, {"lately": {"gte": 4}}, {"many": {"gte": 40}}, {"visit_views": {"gte": 2}},
  {"spent": {"gte": 20.5}}, {"spent": {"lt": 70}}, {"units": {"gte": 3}}, {"items": {"gte": 3}}, {"items_now": {"gte": 2}}, {"items_visit": {"gte": 2}},
  {"same": {"gte": 3}}, {"same_now": {"gte": 2}}, {"ago": {"gte": "10m"}}, {"ago": {"lt": "2h"}}, {"ago": {"exists": false}}, {"left": true},
  {"share": {"gte": 0.3}}, {"share": {"lt": 0.6}}, {"top": "c1"}, {"top": ["c2", "c3"]}, {"band": "25-75"},
  {"visit.number": {"gte": 2}}, {"visit.pages": {"gte": 1}}, {"visit.duration": {"gte": "5m"}}, {"visit.since_previous": {"lt": "3h"}},
  {"page.type": "product"}, {"cart.items": {"gte": 2}}, {"cart.value": {"gte": 30}}, {"cart.idle": {"gte": "20m"}},
  {"orders.placed": {"gte": 2}}, {"orders.count": {"gte": 2}}, {"orders.value": {"gte": 50}}, {"orders.average": {"gte": 30}},
  {"orders.since": {"gte": "1h"}}, {"orders.interval": {"gte": "30m"}}, {"orders.overdue": {"gte": 1.5}}, {"orders.discounted_share": {"gte": 0.5}},
  {"orders.refunded_share": {"gte": 0.3}}, {"geo.country": "AT"}, {"geo.zone": "alps"}, {"geo.zone": "sea"}, {"device.class": "mobile"},
  {"time.hour": {"gte": 12}}, {"time.weekday": {"gte": 3}}, {"time.month": {"gte": 6}}, {"traffic.channel": "Email"}, {"traffic.medium": "email"},
  {"trait.tier": "gold"}, {"trait.vip": true}, {"trait.margin": {"gte": 0.5}}]}}}})";

// Small numbers that repeat from run to run.
class Dice {
 public:
  uint32_t roll(uint32_t sides) {
    state_ = state_ * 1'664'525u + 1'013'904'223u;
    return static_cast<uint32_t>((uint64_t{state_ >> 8} * sides) >> 24);
  }

 private:
  uint32_t state_ = 7;
};

std::string number(uint32_t value) { return std::to_string(value); }

std::string line_of(Dice &dice, uint32_t time) {
  static constexpr const char *kEvents[] = {"page_view", "view_item", "view_item", "add_to_cart", "remove_from_cart",
                                            "purchase",  "refund",    "identify",  "scroll",      "customer_sync"};
  static constexpr const char *kExtra[] = {R"("geo_country":"AT")",
                                           R"("geo_country":"DE","geo_region":"BY")",
                                           R"("geo_country":"DE","geo_region":"HH")",
                                           R"("device_class":"mobile")",
                                           R"("tz_offset":-600)",
                                           R"("tz_offset":"840")",
                                           R"("page_location":"https://a.example/?utm_medium=email&utm_source=n")",
                                           R"("page_type":"product")",
                                           R"("tier":"gold","vip":true,"margin":"0.75","city":"Graz")",
                                           R"("coupon":"C")",
                                           R"("tier":null,"vip":false,"margin":0.25)",
                                           R"("orders_placed":3,"first_order_at":5)"};
  std::string line =
      R"({"visitor":"v","time":)" + number(time) + R"(,"event":")" + kEvents[dice.roll(10)] + R"(","fields":{)" + kExtra[dice.roll(12)];
  line += R"(,"transaction_id":")" + number(dice.roll(30)) + "\"}";
  if (dice.roll(5) > 0) {
    line += R"(,"items":[{"item_id":"i)" + number(dice.roll(20)) + R"(","item_category":"c)" + number(dice.roll(5)) + R"(","price":)" +
            number(dice.roll(100)) + R"(,"quantity":)" + number(dice.roll(3)) + "}]";
  }
  return line + '}';
}

struct Fixture {
  vitrine::compiler::CompileResult strategy = vitrine::compiler::compile(kStrategy, "s.json", vitrine::compiler::PackFor::kValues);
  std::vector<uint64_t> pack;
  std::vector<uint64_t> visitor;
  PackView view{strategy.pack};
  EventNames names{view};
  LineParser parser{names};

  Fixture() {
    const auto length = static_cast<int32_t>(strategy.pack.size());
    pack.resize(static_cast<size_t>(vt_pack_size(strategy.pack.data(), length)) / 8 + 1);
    REQUIRE(vt_load(pack.data(), static_cast<int32_t>(pack.size() * 8), strategy.pack.data(), length) == VT_OK);
    visitor.resize(static_cast<size_t>(vt_visitor_size(pack.data())) / 8 + 1);
    restore({});
  }

  void restore(const std::vector<uint8_t> &snapshot) {
    REQUIRE(vt_restore(pack.data(), visitor.data(), static_cast<int32_t>(visitor.size() * 8), snapshot.data(),
                       static_cast<int32_t>(snapshot.size()), nullptr, 0, VT_ALL_PURPOSES) == VT_OK);
  }

  void through_snapshot() {
    std::vector<uint8_t> bytes(60'000);
    bytes.resize(static_cast<size_t>(vt_snapshot(pack.data(), visitor.data(), bytes.data(), static_cast<int32_t>(bytes.size()))));
    restore(bytes);
  }

  void take(const std::string &line) {
    std::string padded = line + '\n';
    padded.resize(padded.size() + kLinePadding);
    LogEvent event;
    REQUIRE(parser.parse({padded.data(), line.size()}, event));
    const auto take = [&] { return vt_ingest(pack.data(), visitor.data(), event.wire.data(), static_cast<int32_t>(event.wire.size())); };
    while (vt_without_changed(take()) == VT_MORE) check();
    check();
  }

  void advance(uint32_t time) {
    while (vt_without_changed(vt_advance(pack.data(), visitor.data(), time)) == VT_MORE) check();
    check();
  }

  // How many thresholds the value reached, as the runtime counts them.
  uint32_t position_of(const FeatureDef &def, const vitrine::runtime::FeatureValue &value) {
    uint32_t reached = 0;
    for (uint32_t i = 0; i < def.condition_count; ++i) {
      const int64_t c = view.conditions()[def.condition_first + i];
      const bool holds = value.kind == vitrine::runtime::FeatureValue::Kind::kNumber ? value.number >= c
                         : value.kind == vitrine::runtime::FeatureValue::Kind::kFraction
                             ? c == INT64_MIN || value.number * 1000 >= c * value.denominator
                             : false;
      reached += holds ? 1 : 0;
    }
    return reached;
  }

  uint32_t position_of_label(const FeatureDef &def, const vitrine::runtime::FeatureValue &value) {
    if (value.kind == vitrine::runtime::FeatureValue::Kind::kNone) return 0;
    for (uint32_t i = 0; i < def.condition_count; ++i) {
      if (static_cast<uint64_t>(view.conditions()[def.condition_first + i]) == value.label) return 2 + i;
    }
    return 1;
  }

  void check() {
    const runtime::Run r{reinterpret_cast<vitrine::runtime::Visitor *>(visitor.data())};
    for (uint32_t f = 0; f < view.features().size(); ++f) {
      const FeatureDef &def = view.features()[f];
      if (def.type == ValueType::kText) continue;
      const vitrine::runtime::FeatureValue value = vitrine::runtime::feature_value(pack.data(), visitor.data(), f);
      const uint32_t expected = r.position(f);
      const uint32_t found = def.type == ValueType::kLabel ? position_of_label(def, value) : position_of(def, value);
      if (found == expected) continue;
      INFO("feature " << f << " of kind " << static_cast<int>(def.kind) << ", fact " << static_cast<int>(def.fact) << ", value "
                      << value.number);
      CHECK(found == expected);
    }
  }
};

}  // namespace

TEST_CASE("a value that is read is the one that the conditions were judged by, awake and after a snapshot") {
  Fixture f;
  REQUIRE(f.strategy.features.values.size() > 40);
  Dice dice;
  uint32_t time = 1'795'341'600;
  for (int step = 0; step < 3'000; ++step) {
    time += dice.roll(8) == 0 ? dice.roll(20'000) : dice.roll(600);
    f.take(line_of(dice, time));
    if (dice.roll(4) == 0) f.advance(time + dice.roll(4'000));
    if (dice.roll(20) == 0) {
      f.through_snapshot();
      f.check();
    }
    if (dice.roll(300) == 0) f.restore({});
  }
}
