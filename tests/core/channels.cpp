// Channels: the first row whose tests of source, medium and campaign all hold, and branded searches (CHANNELS.md).
#include "support/visitor.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// A few rows of their own, numbered: 3 is paid, 4 social, 5 a shop's campaign, 6 mail, 7 video, 9 anything else.
constexpr int kPaid = 6;
constexpr int kMail = 7;
constexpr int kShop = 8;
constexpr int kLast = 31;

struct Shop {
  PackBuilder pack;
  int branded_yes, branded_known;
  std::vector<int> channels;

  Shop() {
    PackBuilder &p = pack;
    p.event("page_view");
    for (const char *name : {"page_location", "page_referrer"}) p.field(name);
    p.traffic_words();
    p.click_id("gclid", "google", "cpc", "ACME Days");
    p.click_id("msclkid", "google", "cpc");
    p.engine("google.{}", "google", {"q"});
    p.source("google", kSourceSearch, 0);
    p.source("seek.example", kSourceSearch, 0);
    p.source("google.com", kSourceShopping);
    p.source("weak.example", kSourceSocial, kSourceSocial | kSourceYields);
    p.engine("{}.weak.example");
    p.mail_label(TextOp::kEq, "post", 3);
    p.mail_label(TextOp::kStartsWith, "ref-", 2);
    p.source("video.example", kSourceVideo);
    p.source("sub.social.example", kSourceVideo);
    p.source("social.example", kSourceSocial);
    p.source("facebook", kSourceSocial, 0);
    p.source("robot", kSourceAssistant, 0);
    p.channel_test(ChannelField::kMedium, TextOp::kContains, "cp", kPaid);
    p.channel_test(ChannelField::kSource, TextOp::kEq, "mail", kMail);
    p.channel_test(ChannelField::kMedium, TextOp::kStartsWith, "e-m", kMail);
    p.channel_test(ChannelField::kCampaign, TextOp::kContains, "shop", kShop, true);
    p.channel_test(ChannelField::kMedium, TextOp::kEndsWith, "push", kLast);
    p.channel_row(kChannelPaidSearch, kSourceSearch | 1u << kPaid);
    p.channel_row(3, 1u << kPaid);
    p.channel_row(5, 1u << kShop);
    p.channel_row(kChannelOrganicSearch, kSourceSearch);
    p.channel_row(4, kSourceSocial);
    p.channel_row(7, kSourceVideo);
    p.channel_row(8, kSourceAssistant);
    p.channel_row(6, 1u << kMail);
    p.channel_row(8, 1u << kLast);
    p.channel_row(9, 0);
    p.brand_term("acme");
    p.brand_term("z\303\244hne");
    const int channel = p.fact(Fact::kTrafficChannel);
    channels.push_back(p.segment(!p.exists(channel)));
    for (int c = 1; c < 10; ++c) channels.push_back(p.segment(p.ge(channel, c)));
    const int branded = p.fact(Fact::kTrafficBranded);
    branded_known = p.segment(p.exists(branded));
    branded_yes = p.segment(p.yes(branded));
  }
};

const Shop &shop() {
  static const Shop one;
  return one;
}

Visitor arrived(const std::string &query, const std::string &referrer) {
  static const LoadedPack pack(shop().pack);
  Visitor v(pack);
  Wire wire(shop().pack, "page_view", 1000);
  wire.text("page_location", "https://shop.example/" + query);
  if (!referrer.empty()) wire.text("page_referrer", referrer);
  v.take(wire);
  return v;
}

// Its number; just one may hold.
int channel_of(const std::string &query, const std::string &referrer = "") {
  const Visitor v = arrived(query, referrer);
  int found = -1;
  for (int c = 0; c < 10; ++c) {
    if (!v.is_in(shop().channels[static_cast<size_t>(c)])) continue;
    CHECK(found == -1);
    found = c;
  }
  return found;
}

std::string branded(const std::string &query, const std::string &referrer = "") {
  const Visitor v = arrived(query, referrer);
  if (!v.is_in(shop().branded_known)) return "no value";
  return v.is_in(shop().branded_yes) ? "true" : "false";
}

}  // namespace

TEST_CASE("a channel is the first row all of whose tests hold") {
  CHECK(channel_of("?utm_source=google&utm_medium=cpc") == 1);
  CHECK(channel_of("?utm_source=nobody&utm_medium=xcpx") == 3);
  CHECK(channel_of("?utm_source=nobody&utm_medium=cpc&utm_campaign=shop") == 3);
  CHECK(channel_of("?utm_source=nobody&utm_medium=x&utm_campaign=shop") == 5);
  CHECK(channel_of("?utm_source=google&utm_medium=x") == 2);
  CHECK(channel_of("?utm_source=mail&utm_medium=x") == 6);
  CHECK(channel_of("?utm_source=x&utm_medium=e-mail") == 6);
  CHECK(channel_of("?utm_source=x&utm_medium=web-push") == 8);  // the last bit of the row
  CHECK(channel_of("?utm_source=x&utm_medium=y") == 9);
  CHECK(channel_of("") == 9);
}

TEST_CASE("source, medium and campaign are compared without regard to case, and what must not stand inside a word does not") {
  CHECK(channel_of("?utm_source=GooGle&utm_medium=CPC") == 1);
  CHECK(channel_of("?utm_source=MAIL&utm_medium=x") == 6);
  CHECK(channel_of("?utm_source=x&utm_medium=y&utm_campaign=Big-SHOP-days") == 5);
  CHECK(channel_of("?utm_source=x&utm_medium=y&utm_campaign=workshop") == 9);
  CHECK(channel_of("?utm_source=x&utm_medium=y&utm_campaign=workshop%20eshop") == 5);  // an "e" before it is another matter
  CHECK(channel_of("?utm_source=x&utm_medium=y&utm_campaign=shops") == 5);
}

TEST_CASE("a source has the category of the longest entry that it is or ends in, a leading www. aside") {
  CHECK(channel_of("", "https://social.example/") == 4);
  CHECK(channel_of("", "https://www.deep.social.example/") == 4);
  CHECK(channel_of("", "https://sub.social.example/") == 7);
  CHECK(channel_of("", "https://more.sub.social.example/") == 7);
  CHECK(channel_of("", "https://asocial.example/") == 9);
  CHECK(channel_of("", "https://video.example/") == 7);
  CHECK(channel_of("?utm_source=www.Video.example&utm_medium=x") == 7);
  CHECK(channel_of("?utm_source=facebook&utm_medium=x") == 4);
  CHECK(channel_of("?utm_source=WWW.seek.example&utm_medium=x") == 2);
  CHECK(channel_of("?utm_source=deep.seek.example&utm_medium=x") == 9);  // an engine is just what is listed
  CHECK(channel_of("?utm_source=my.facebook&utm_medium=x") == 9);  // and a name just itself
  CHECK(channel_of("?utm_source=Robot&utm_medium=x") == 8);
  CHECK(channel_of("?utm_source=my.robot&utm_medium=x") == 9);
  CHECK(channel_of("?utm_source=google.co.uk&utm_medium=x") == 2);  // the host of an engine, whatever its referrers need
  CHECK(channel_of("?utm_source=google.com&utm_medium=cpc") == 3);  // a listed host has its category alone
}

TEST_CASE("what a list says weakly yields to a search engine whose host has {}, and to nothing else") {
  CHECK(channel_of("?utm_source=weak.example&utm_medium=x") == 4);
  CHECK(channel_of("?utm_source=a.b.weak.example&utm_medium=x") == 2);
  CHECK(channel_of("?utm_source=longer.b.weak.example&utm_medium=x") == 4);
  CHECK(channel_of("?utm_source=google.social.example&utm_medium=x") == 4);
}

TEST_CASE("a source that is webmail by its first label has no category") {
  CHECK(channel_of("?utm_source=post.social.example&utm_medium=x") == 9);
  CHECK(channel_of("?utm_source=www.post.social.example&utm_medium=x") == 9);
  CHECK(channel_of("", "https://post.social.example/") == 9);
  CHECK(channel_of("", "android-app://post.social.example/") == 9);
  CHECK(channel_of("?utm_source=posts.social.example&utm_medium=x") == 4);
  CHECK(channel_of("?utm_source=ref-social.example&utm_medium=x") == 9);
  CHECK(channel_of("?utm_source=ref-&utm_medium=x") == 9);
}

TEST_CASE("a search engine is a source by its name, not by its host, and a name that is listed is one wherever it is written") {
  PackBuilder builder;
  for (const char *name : {"page_location", "page_referrer"}) builder.field(name);
  builder.event("page_view");
  builder.traffic_words();
  builder.engine("find.example", "finder", {"q"});
  builder.source("find.example", kSourceVideo);
  builder.channel_test(ChannelField::kSource, TextOp::kContains, "find", kMail);
  builder.channel_row(1, kSourceVideo);
  builder.channel_row(3, 1u << kMail);
  builder.channel_row(2, 0);
  const int channel = builder.fact(Fact::kTrafficChannel);
  const int video = builder.segment(builder.ge(channel, 1));
  const int rest = builder.segment(builder.ge(channel, 2));
  const LoadedPack pack(builder);
  const auto of = [&](const char *referrer) {
    Visitor v(pack);
    v.take(Wire(builder, "page_view", 1000).text("page_location", "https://a.example/").text("page_referrer", referrer));
    return v.in();
  };
  CHECK(of("https://find.example/?q=1") == Ids{rest});
  CHECK(of("https://find.example/") == Ids{video});  // a referral
}

TEST_CASE("a search is branded when term or campaign has a brand term, without regard to case; in other channels it is not") {
  CHECK(branded("", "https://google.de/?q=buy+Acme+shoes") == "true");
  CHECK(branded("", "https://google.de/?q=shoes") == "false");
  CHECK(branded("?gclid=1") == "true");  // the campaign of the click id
  CHECK(branded("?utm_source=google&utm_medium=cpc&utm_campaign=Z%C3%84HNE") == "true");
  CHECK(branded("?utm_source=google&utm_medium=cpc&utm_term=acme") == "true");
  CHECK(branded("?utm_source=google&utm_medium=cpc&utm_term=acm") == "false");
  CHECK(branded("?utm_source=facebook&utm_medium=social&utm_campaign=acme") == "false");
  CHECK(branded("?utm_source=google&utm_medium=cpc") == "no value");
  CHECK(branded("?msclkid=1") == "no value");  // without a campaign
  CHECK(branded("", "https://social.example/?q=acme") == "no value");
}

TEST_CASE("the channel is the visit's: it stays between visits, a new one begins without, and a snapshot keeps it") {
  const LoadedPack pack(shop().pack);
  const auto is = [](const Visitor &v, int channel) { return v.is_in(shop().channels[static_cast<size_t>(channel)]); };
  Visitor v(pack);
  v.take(Wire(shop().pack, "page_view", 1000).text("page_location", "https://a.example/?utm_source=google&utm_medium=cpc&utm_term=acme"));
  CHECK(is(v, 1));
  v.until(5000);
  CHECK(is(v, 1));
  Visitor restored(pack, 0, v.snapshot());  // context
  CHECK((is(restored, 1) && restored.is_in(shop().branded_yes)));
  restored.take(Wire(shop().pack, "page_view", 5001));
  CHECK((is(restored, 0) && !restored.is_in(shop().branded_known)));
}

TEST_CASE("a pack without rows knows no channel, and one without words no source") {
  PackBuilder builder;
  builder.field("page_location");
  builder.event("page_view");
  const int channel = builder.segment(builder.exists(builder.fact(Fact::kTrafficChannel)));
  const int source = builder.segment(builder.exists(builder.fact(Fact::kTrafficSource)));
  const LoadedPack without(builder);
  builder.traffic_words();
  const LoadedPack with_words(builder);
  const Wire event = Wire(builder, "page_view", 1000).text("page_location", "https://a.example/");
  Visitor v(without);
  v.take(event);
  CHECK(v.in() == Ids{});
  Visitor w(with_words);
  w.take(event);
  CHECK(w.in() == Ids{source});
  CHECK(channel == 0);
}
