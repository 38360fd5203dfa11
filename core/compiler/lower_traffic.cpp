// Traffic sources and channels as records: the tables of CHANNELS.md.
#include <algorithm>

#include "compiler/lowering.h"
#include "format/letters.h"

namespace vitrine::compiler {
namespace {

struct ClickId {
  std::string_view parameter, source, medium;
};
constexpr ClickId kClickIds[] = {
    {"gclid", "google", "cpc"},           {"gbraid", "google", "cpc"},          {"wbraid", "google", "cpc"},
    {"gclsrc", "google", "cpc"},          {"gad_source", "google", "cpc"},      {"dclid", "google", "display"},
    {"srsltid", "google", "organic"},     {"msclkid", "bing", "cpc"},           {"yclid", "yandex", "cpc"},
    {"ttclid", "tiktok", "paid_social"},  {"twclid", "twitter", "paid_social"}, {"li_fat_id", "linkedin", "paid_social"},
    {"epik", "pinterest", "paid_social"}, {"sccid", "snapchat", "paid_social"}, {"rdt_cid", "reddit", "paid_social"},
    {"fbclid", "facebook", "social"},     {"igshid", "instagram", "social"},    {"irclickid", "impact", "affiliate"},
    {"awc", "awin", "affiliate"},         {"cjevent", "cj", "affiliate"},
};
constexpr std::string_view kShoppingId = "srsltid";
constexpr std::string_view kShoppingCampaign = "Shopping Free Listings";

// Apps that stand for the host of their maker.
struct App {
  std::string_view package, host;
};
constexpr App kApps[] = {
    {"com.google.android.googlequicksearchbox", "google.com"},
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
    {"com.openai.chatgpt", "chatgpt.com"},
};

// Tests of the first label of a host that make it webmail.
struct MailTest {
  TextOp op;
  std::string_view text;
  uint8_t labels;  // that the host has at least
};
constexpr MailTest kMailTests[] = {
    {TextOp::kEq, "mail", 3},          {TextOp::kEq, "email", 3},
    {TextOp::kEq, "owa", 3},           {TextOp::kEq, "outlook", 3},
    {TextOp::kStartsWith, "mail0", 3}, {TextOp::kStartsWith, "mail1", 3},
    {TextOp::kStartsWith, "mail2", 3}, {TextOp::kStartsWith, "mail3", 3},
    {TextOp::kStartsWith, "mail4", 3}, {TextOp::kStartsWith, "mail5", 3},
    {TextOp::kStartsWith, "mail6", 3}, {TextOp::kStartsWith, "mail7", 3},
    {TextOp::kStartsWith, "mail8", 3}, {TextOp::kStartsWith, "mail9", 3},
    {TextOp::kStartsWith, "mail-", 3}, {TextOp::kStartsWith, "mailbusiness", 3},
    {TextOp::kEndsWith, "webmail", 3},  // or is it
    {TextOp::kEndsWith, "mailer", 3},  {TextOp::kStartsWith, "deref-", 2},
};

// What a row of the channel table asks for, by its bit; the categories of hosts have the first bits.
enum Bit : uint8_t {
  kSearch,
  kSocial,
  kShopping,  // or a campaign that speaks of a shop
  kVideo,
  kAssistant,
  kYields,  // no row asks for it
  kNobody,
  kNoMedium,
  kCrossNetwork,
  kPaid,
  kDisplay,
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
              1 << kVideo == kSourceVideo && 1 << kAssistant == kSourceAssistant && 1 << kYields == kSourceYields &&
              kNobody == kCategoryBits);

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
    {"Mobile Push Notifications", only(kPush)},
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
    def.email = string("email");
    def.organic = string("organic");
    def.referral = string("referral");
    out_.traffic.push_back(def);
    for (const ClickId &id : kClickIds) {
      const uint16_t campaign = id.parameter == kShoppingId ? string(kShoppingCampaign) : kNone16;
      out_.click_ids.push_back({hash_name(id.parameter), string(id.source), string(id.medium), campaign, 0});
    }
  }

  void referrers() {
    for (const App &app : kApps) out_.apps.push_back({hash_name(app.package), string(app.host), 0});
    for (const MailTest &test : kMailTests)
      out_.channel_tests.push_back({string(test.text), ChannelField::kLabel, test.op, test.labels, 0});
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

void lower_traffic(const TrafficReads &reads, const Strategy &strategy, Tables &tables, Records &out) {
  if (!reads.words) return;
  TrafficLowering lowering(tables, out);
  lowering.words();
  if (reads.hosts) {
    lowering.referrers();
    lower_hosts(reads, strategy, out);
  }
  if (reads.channels) lowering.channels(strategy.brand_terms);
}

}  // namespace vitrine::compiler
