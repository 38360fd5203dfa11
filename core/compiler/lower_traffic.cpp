// Traffic sources and channels as records: the tables of CHANNELS.md.
#include <algorithm>

#include "compiler/lowering.h"
#include "format/letters.h"

namespace vitrine {
namespace {

struct ClickId {
  std::string_view parameter, source, medium;
};
constexpr ClickId kClickIds[] = {
    {"gclid", "google", "cpc"},
    {"gbraid", "google", "cpc"},
    {"wbraid", "google", "cpc"},
    {"gclsrc", "google", "cpc"},
    {"dclid", "google", "display"},
    {"srsltid", "google", "organic"},
    {"msclkid", "bing", "cpc"},
    {"yclid", "yandex", "cpc"},
    {"ttclid", "tiktok", "paid_social"},
    {"twclid", "twitter", "paid_social"},
    {"li_fat_id", "linkedin", "paid_social"},
    {"epik", "pinterest", "paid_social"},
    {"sccid", "snapchat", "paid_social"},
    {"rdt_cid", "reddit", "paid_social"},
    {"fbclid", "facebook", "social"},
    {"igshid", "instagram", "social"},
    {"irclickid", "impact", "affiliate"},
    {"awc", "awin", "affiliate"},
    {"cjevent", "cj", "affiliate"},
};
constexpr std::string_view kShoppingId = "srsltid";
constexpr std::string_view kShoppingCampaign = "Shopping Free Listings";

// What a row of the channel table asks for, by its bit; the categories of hosts have the first bits.
enum Bit : uint8_t {
  kSearch,
  kSocial,
  kShopping,  // or a campaign that speaks of a shop
  kVideo,
  kNobody,
  kNoMedium,
  kCrossNetwork,
  kPaid,
  kDisplay,
  kAssistant,
  kSocialMedium,
  kVideoMedium,
  kOrganic,
  kEmail,
  kAffiliate,
  kReferral,
  kAudio,
  kSms,
  kPush,
};
static_assert(1 << kSearch == kSourceSearch && 1 << kSocial == kSourceSocial && 1 << kShopping == kSourceShopping &&
              1 << kVideo == kSourceVideo && kNobody == kCategoryBits);

struct Test {
  Bit bit;
  ChannelField field;
  TextOp op;
  bool apart;
  std::string_view text;
};
constexpr ChannelField kSource = ChannelField::kSource;
constexpr ChannelField kMedium = ChannelField::kMedium;
constexpr ChannelField kCampaign = ChannelField::kCampaign;
constexpr Test kTests[] = {
    {kNobody, kSource, TextOp::kEq, false, "(direct)"},
    {kNoMedium, kMedium, TextOp::kEq, false, "(none)"},
    {kNoMedium, kMedium, TextOp::kEq, false, "(not set)"},
    {kCrossNetwork, kCampaign, TextOp::kContains, false, "cross-network"},
    {kShopping, kCampaign, TextOp::kContains, true, "shop"},
    {kShopping, kCampaign, TextOp::kContains, false, "shopping"},
    {kPaid, kMedium, TextOp::kContains, false, "cp"},
    {kPaid, kMedium, TextOp::kEq, false, "ppc"},
    {kPaid, kMedium, TextOp::kEq, false, "retargeting"},
    {kPaid, kMedium, TextOp::kStartsWith, false, "paid"},
    {kDisplay, kMedium, TextOp::kEq, false, "display"},
    {kDisplay, kMedium, TextOp::kEq, false, "banner"},
    {kDisplay, kMedium, TextOp::kEq, false, "expandable"},
    {kDisplay, kMedium, TextOp::kEq, false, "interstitial"},
    {kDisplay, kMedium, TextOp::kEq, false, "cpm"},
    {kAssistant, kMedium, TextOp::kEq, false, "ai-assistant"},
    {kSocialMedium, kMedium, TextOp::kEq, false, "social"},
    {kSocialMedium, kMedium, TextOp::kEq, false, "social-network"},
    {kSocialMedium, kMedium, TextOp::kEq, false, "social-media"},
    {kSocialMedium, kMedium, TextOp::kEq, false, "sm"},
    {kSocialMedium, kMedium, TextOp::kEq, false, "social network"},
    {kSocialMedium, kMedium, TextOp::kEq, false, "social media"},
    {kVideoMedium, kMedium, TextOp::kContains, false, "video"},
    {kOrganic, kMedium, TextOp::kEq, false, "organic"},
    {kEmail, kSource, TextOp::kEq, false, "email"},
    {kEmail, kSource, TextOp::kEq, false, "e-mail"},
    {kEmail, kSource, TextOp::kEq, false, "e_mail"},
    {kEmail, kSource, TextOp::kEq, false, "e mail"},
    {kEmail, kMedium, TextOp::kEq, false, "email"},
    {kEmail, kMedium, TextOp::kEq, false, "e-mail"},
    {kEmail, kMedium, TextOp::kEq, false, "e_mail"},
    {kEmail, kMedium, TextOp::kEq, false, "e mail"},
    {kAffiliate, kMedium, TextOp::kEq, false, "affiliate"},
    {kReferral, kMedium, TextOp::kEq, false, "referral"},
    {kReferral, kMedium, TextOp::kEq, false, "app"},
    {kReferral, kMedium, TextOp::kEq, false, "link"},
    {kAudio, kMedium, TextOp::kEq, false, "audio"},
    {kSms, kSource, TextOp::kEq, false, "sms"},
    {kSms, kMedium, TextOp::kEq, false, "sms"},
    {kPush, kMedium, TextOp::kEndsWith, false, "push"},
    {kPush, kMedium, TextOp::kContains, false, "mobile"},
    {kPush, kMedium, TextOp::kContains, false, "notification"},
    {kPush, kSource, TextOp::kEq, false, "firebase"},
};

// In the order in which they count; a channel with two rows holds by either.
struct Row {
  const char *channel;
  uint32_t bits;
};
constexpr uint32_t only(Bit a) { return 1u << a; }
constexpr uint32_t both(Bit a, Bit b) { return only(a) | only(b); }
constexpr Row kRows[] = {
    {"Direct", both(kNobody, kNoMedium)},
    {"Cross-network", only(kCrossNetwork)},
    {"Paid Shopping", both(kShopping, kPaid)},
    {"Paid Search", both(kSearch, kPaid)},
    {"Paid Social", both(kSocial, kPaid)},
    {"Paid Video", both(kVideo, kPaid)},
    {"Display", only(kDisplay)},
    {"Paid Other", only(kPaid)},
    {"AI Assistant", only(kAssistant)},
    {"Organic Shopping", only(kShopping)},
    {"Organic Social", only(kSocial)},
    {"Organic Social", only(kSocialMedium)},
    {"Organic Video", only(kVideo)},
    {"Organic Video", only(kVideoMedium)},
    {"Organic Search", only(kSearch)},
    {"Organic Search", only(kOrganic)},
    {"Email", only(kEmail)},
    {"Affiliates", only(kAffiliate)},
    {"Referral", only(kReferral)},
    {"Audio", only(kAudio)},
    {"SMS", only(kSms)},
    {"Mobile Push", only(kPush)},
    {"Unassigned", 0},
};

class TrafficLowering {
 public:
  TrafficLowering(Tables &tables, Records &out) : tables_(tables), out_(out) {}

  void words() {
    TrafficDef def{};
    def.not_set = string("(not set)");
    def.direct = string("(direct)");
    def.none = string("(none)");
    def.assistant = string("ai-assistant");
    def.organic = string("organic");
    def.referral = string("referral");
    out_.traffic.push_back(def);
    for (const ClickId &id : kClickIds) {
      const uint16_t campaign = id.parameter == kShoppingId ? string(kShoppingCampaign) : kNone16;
      out_.click_ids.push_back({hash_name(id.parameter), string(id.source), string(id.medium), campaign, 0});
    }
  }

  void channels(const std::vector<std::string> &brand_terms) {
    for (const Test &test : kTests)
      out_.channel_tests.push_back({string(test.text), test.field, test.op, test.bit, test.apart ? uint8_t{1} : uint8_t{0}});
    for (const Row &row : kRows) out_.channel_rows.push_back({row.bits, static_cast<uint32_t>(tables_.channel(row.channel))});
    for (std::string term : brand_terms) {
      to_lower(term.data(), static_cast<uint32_t>(term.size()));
      out_.brand_terms.push_back(string(term));
    }
  }

 private:
  uint16_t string(std::string_view text) { return static_cast<uint16_t>(tables_.string(text)); }

  Tables &tables_;
  Records &out_;
};

}  // namespace

const std::vector<std::string> &channel_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all = {"", "Paid Search", "Organic Search"};
    static_assert(kChannelPaidSearch == 1 && kChannelOrganicSearch == 2);
    for (const Row &row : kRows) {
      if (std::find(all.begin(), all.end(), row.channel) == all.end()) all.emplace_back(row.channel);
    }
    return all;
  }();
  return names;
}

void lower_traffic(const TrafficReads &reads, const std::vector<std::string> &brand_terms, Tables &tables, Records &out) {
  if (!reads.words) return;
  TrafficLowering lowering(tables, out);
  lowering.words();
  if (reads.hosts) lower_hosts(reads, out);
  if (reads.channels) lowering.channels(brand_terms);
}

}  // namespace vitrine
