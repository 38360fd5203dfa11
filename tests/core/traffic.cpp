// Where a visit came from (CHANNELS.md): campaign parameters, click ids, referrers.
#include "support/ladder.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

const char *const kSources[] = {"(direct)",
                                "(not set)",
                                "google",
                                "bing",
                                "yandex",
                                "tiktok",
                                "twitter",
                                "linkedin",
                                "pinterest",
                                "snapchat",
                                "reddit",
                                "facebook",
                                "instagram",
                                "impact",
                                "awin",
                                "cj",
                                "newsletter",
                                "blog.example",
                                "ecosia",
                                "chatgpt.com",
                                "chat.chatgpt.com",
                                "images.google.com",
                                "paypal.com.evil.example",
                                "a.b.de.search.example",
                                "abw.example",
                                "wwww.example",
                                "notpaypal.com",
                                "google.com.evil.example",
                                "mail.blog.example",
                                "deref-blog.example",
                                "eu.outlook.live.com",
                                "mail.package",
                                "com.unknown.app",
                                "google.com",
                                "b\303\274cher.example",
                                "n\303\244chste"};
const char *const kMediums[] = {"(none)", "(not set)", "cpc",          "display",  "organic", "paid_social",
                                "social", "affiliate", "ai-assistant", "referral", "email"};

// Segments say which of the names above the source and medium are.
struct Shop {
  PackBuilder pack;
  int source = pack.fact(Fact::kTrafficSource);
  int medium = pack.fact(Fact::kTrafficMedium);
  int campaign = pack.fact(Fact::kTrafficCampaign);
  int landing = pack.fact(Fact::kTrafficLandingPath);
  std::vector<std::pair<int, std::string>> names;

  Shop() {
    pack.event("page_view");
    for (const char *name : {"page_location", "page_referrer", "page_path"}) pack.field(name);
    for (const char *name : kSources) names.push_back({pack.segment(pack.is(source, name)), name});
    for (const size_t length : {size_t{63}, size_t{64}}) {
      const std::string cut(length, 'a');
      names.push_back({pack.segment(pack.is(source, cut)), cut});
    }
    for (const char *name : kMediums) names.push_back({pack.segment(pack.is(medium, name)), std::string("/ ") + name});
    names.push_back({pack.segment(pack.text(campaign, TextOp::kEq, "Shopping Free Listings")), "shopping"});
    names.push_back({pack.segment(pack.text(campaign, TextOp::kEq, "spring sale")), "spring sale"});
    names.push_back({pack.segment(pack.text(landing, TextOp::kEq, "/shoes")), "at /shoes"});
    names.push_back({pack.segment(pack.text(landing, TextOp::kEq, "/")), "at /"});
    pack.traffic_words();
    pack.click_id("gclid", "google", "cpc");
    pack.click_id("srsltid", "google", "organic", "Shopping Free Listings");
    pack.click_id("msclkid", "bing", "cpc");
    pack.click_id("awc", "awin", "affiliate");
    pack.engine("google.{}", "google", {"q"});
    pack.engine("google.com", "google", {"q"});
    pack.engine("bing.com", "bing", {"q", "Q"});
    pack.engine("ecosia.org", "ecosia");
    pack.engine("{}.search.example", "yandex");
    pack.engine("unnamed.example");
    pack.engine("{}.abc.example", "yandex");
    pack.assistant("chatgpt.com");
    pack.passed("paypal.com");
    pack.passed("pay.google.com");
    pack.passed("own.example");
    pack.mail("outlook.live.com");
    pack.mail_label(TextOp::kEq, "mail", 3);
    pack.mail_label(TextOp::kStartsWith, "mail1", 3);
    pack.mail_label(TextOp::kEndsWith, "webmail", 3);
    pack.mail_label(TextOp::kStartsWith, "deref-", 2);
    pack.app("com.google.android.gm", "mail.blog.example");
    pack.app("com.search.android", "google.com");
    pack.app("com.ecosia.android", "ecosia.org");
    pack.app("com.openai.chatgpt", "chatgpt.com");
    pack.app("com.pay.android", "paypal.com");
    pack.app("com.shop.android", "m.shop.example");
  }
  [[nodiscard]] Wire arrives(const std::string &location, const std::string &referrer = "", uint32_t time = 1000) const {
    Wire wire(pack, "page_view", time);
    wire.text("page_location", location);
    return referrer.empty() ? wire : wire.text("page_referrer", referrer);
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

const Shop &shop() {
  static const Shop one;
  return one;
}

std::string source_of(const std::string &location, const std::string &referrer = "") {
  static const LoadedPack pack(shop().pack);
  Visitor v(pack);
  v.take(shop().arrives(location, referrer));
  return shop().said(v);
}

std::string referred_by(const std::string &referrer) { return source_of("https://shop.example/shoes", referrer); }

}  // namespace

TEST_CASE("campaign parameters come first; what is missing of source and medium is (not set)") {
  CHECK(source_of("https://shop.example/shoes?utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale") ==
        "newsletter / email spring sale at /shoes");
  CHECK(source_of("https://shop.example/?utm_source=newsletter&gclid=1", "https://ecosia.org/") == "newsletter / (not set) at /");
  CHECK(source_of("https://shop.example/?utm_medium=email") == "(not set) / email at /");
  CHECK(source_of("https://shop.example/?utm_campaign=spring%20sale") == "(direct) / (none) at /");
}

TEST_CASE("an empty parameter is none, of a repeated one the first counts, and names and values are decoded") {
  CHECK(source_of("https://shop.example/?utm_source=&utm_medium=") == "(direct) / (none) at /");
  CHECK(source_of("https://shop.example/?utm_source&utm_medium=email") == "(not set) / email at /");
  CHECK(source_of("https://shop.example/?utm_source=&utm_source=newsletter&utm_source=google") == "newsletter / (not set) at /");
  CHECK(source_of("https://shop.example/?%75tm_source=n%C3%A4chste") == "n\303\244chste / (not set) at /");
  CHECK(source_of("https://shop.example/?utm_source=100%&utm_medium=%zz") == "at /");
  CHECK(source_of("https://shop.example/?utm_source=g%6F%6fgle&utm_medium=%63p%63") == "google / cpc at /");
}

TEST_CASE("names of parameters compare without case, values keep theirs; of all spellings the first that is not empty counts") {
  CHECK(source_of("https://shop.example/?UTM_Source=newsletter&utm_MEDIUM=email&Utm_Campaign=spring+sale") ==
        "newsletter / email spring sale at /");
  CHECK(source_of("https://shop.example/?UTM_SOURCE=&Utm_source=google&utm_source=newsletter") == "google / (not set) at /");
  CHECK(source_of("https://shop.example/?utm_source=Newsletter") == "/ (not set) at /");
  CHECK(source_of("https://shop.example/?%55TM%5Fsource=newsletter") == "newsletter / (not set) at /");
  CHECK(source_of("https://shop.example/?GCLID=1") == "google / cpc at /");
  CHECK(referred_by("https://bing.com/?Q=shoes") == "bing / organic at /shoes");
  CHECK(source_of("https://shop.example/?utm-source=newsletter") == "(direct) / (none) at /");
}

TEST_CASE("where the query has neither source nor medium, all four parameters are the fragment's, which is read like a query") {
  CHECK(source_of("https://shop.example/#utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale") ==
        "newsletter / email spring sale at /");
  CHECK(source_of("https://shop.example/?x=1#UTM_Medium=email", "https://blog.example/") == "(not set) / email at /");
  CHECK(source_of("https://shop.example/?utm_campaign=other#utm_source=newsletter") == "newsletter / (not set) at /");
  CHECK(source_of("https://shop.example/?utm_medium=email#utm_source=newsletter&utm_campaign=spring+sale") == "(not set) / email at /");
  CHECK(source_of("https://shop.example/?utm_source=#utm_source=newsletter") == "newsletter / (not set) at /");
  CHECK(source_of("https://shop.example/?gclid=1#utm_source=newsletter") == "newsletter / (not set) at /");
  CHECK(source_of("https://shop.example/#utm_source=g%6Fogle&utm_medium=c%70c") == "google / cpc at /");
  CHECK(source_of("https://shop.example/#a#utm_source=newsletter") == "(direct) / (none) at /");
  CHECK(source_of("https://shop.example/#?utm_source=newsletter") == "(direct) / (none) at /");
  CHECK(source_of("https://shop.example/#/list?utm_source=newsletter") == "(direct) / (none) at /");
  CHECK(source_of("https://shop.example/#utm_campaign=spring+sale") == "(direct) / (none) at /");
  CHECK(source_of("https://shop.example/#gclid=1") == "(direct) / (none) at /");
}

TEST_CASE("click ids name source, medium and campaign; of several the first of the table counts, an empty one is none") {
  const auto [parameter, expected] = GENERATE(table<std::string, std::string>(
      {{"gclid", "google / cpc"}, {"srsltid", "google / organic shopping"}, {"msclkid", "bing / cpc"}, {"awc", "awin / affiliate"}}));
  CHECK(source_of("https://shop.example/?" + parameter + "=abc", "https://ecosia.org/") == expected + " at /");
  CHECK(source_of("https://shop.example/?" + parameter + "=") == "(direct) / (none) at /");
  CHECK(source_of("https://shop.example/?" + parameter + "=1&gclid=1") == "google / cpc at /");
  CHECK(source_of("https://shop.example/?fbclid=1") == "(direct) / (none) at /");  // not in this table
}

TEST_CASE("a search engine is exactly an entry, without www., with one of its parameters in the referrer") {
  CHECK(referred_by("https://www.bing.com/search?q=shoes") == "bing / organic at /shoes");
  CHECK(referred_by("https://WWW.Bing.com:443/search?Q=shoes") == "bing / organic at /shoes");
  CHECK(referred_by("https://www.bing.com/search") == "/ referral at /shoes");
  CHECK(referred_by("https://www.bing.com/search?q=") == "/ referral at /shoes");
  CHECK(referred_by("https://ecosia.org/") == "ecosia / organic at /shoes");
  CHECK(referred_by("https://images.google.com/?q=1") == "images.google.com / referral at /shoes");
  CHECK(referred_by("https://unnamed.example/") == "/ organic at /shoes");
}

TEST_CASE("{} stands for one label, or two of at most three letters each") {
  CHECK(referred_by("https://google.de/?q=1") == "google / organic at /shoes");
  CHECK(referred_by("https://google.co.uk/?q=1") == "google / organic at /shoes");
  CHECK(referred_by("https://google.anything/?q=1") == "google / organic at /shoes");
  CHECK(referred_by("https://google.com.evil.example/?q=1") == "google.com.evil.example / referral at /shoes");
  CHECK(referred_by("https://google.info.uk/?q=1") == "/ referral at /shoes");
  CHECK(referred_by("https://de.search.example/") == "yandex / organic at /shoes");
  CHECK(referred_by("https://b.de.search.example/") == "yandex / organic at /shoes");
  CHECK(referred_by("https://a.b.de.search.example/") == "a.b.de.search.example / referral at /shoes");
  CHECK(referred_by("https://search.example/") == "/ referral at /shoes");
}

TEST_CASE("an entry that matches by one label is not lost to two short ones") {
  CHECK(referred_by("https://xy.abc.example/") == "yandex / organic at /shoes");
}

TEST_CASE("only www. is taken off a host, and an address in brackets is a host") {
  CHECK(referred_by("https://abw.example/") == "abw.example / referral at /shoes");
  CHECK(referred_by("https://www.wwww.example/") == "wwww.example / referral at /shoes");
  CHECK(source_of("https://[::1]:8080/shoes", "https://[::2]/") == "/ referral at /shoes");
  CHECK(source_of("https://[::1]:8080/shoes", "https://[::1]:9090/") == "(direct) / (none) at /shoes");
}

TEST_CASE("long parameters are cut to 64 bytes at a character, as decoded") {
  const std::string long_text = std::string(63, 'a') + "%C3%A4" + std::string(500, 'b');
  CHECK(source_of("https://shop.example/?utm_medium=email&utm_source=" + long_text) == std::string(63, 'a') + " / email at /");
  CHECK(source_of("https://shop.example/?utm_medium=email&utm_source=" + std::string(64, 'a') + "b") ==
        std::string(64, 'a') + " / email at /");
}

TEST_CASE("an assistant matches as an entry or as its suffix") {
  CHECK(referred_by("https://chatgpt.com/") == "chatgpt.com / ai-assistant at /shoes");
  CHECK(referred_by("https://chat.chatgpt.com/") == "chat.chatgpt.com / ai-assistant at /shoes");
  CHECK(referred_by("https://notchatgpt.com/") == "/ referral at /shoes");
}

TEST_CASE("webmail is a medium of its own: by the first label of a host with labels enough, or by a host and what ends in it") {
  CHECK(referred_by("https://mail.blog.example/inbox") == "mail.blog.example / email at /shoes");
  CHECK(referred_by("https://www.mail.blog.example/") == "mail.blog.example / email at /shoes");
  CHECK(referred_by("https://MAIL.blog.example./") == "mail.blog.example / email at /shoes");
  CHECK(referred_by("https://mail.example/") == "/ referral at /shoes");
  CHECK(referred_by("https://www.mail.example/") == "/ referral at /shoes");  // without `www.` two labels are left
  CHECK(referred_by("https://mails.blog.example/") == "/ referral at /shoes");
  CHECK(referred_by("https://mail1a.blog.example/") == "/ email at /shoes");
  CHECK(referred_by("https://mail2.blog.example/") == "/ referral at /shoes");  // not in this table
  CHECK(referred_by("https://mywebmail.blog.example/") == "/ email at /shoes");
  CHECK(referred_by("https://mywebmail.example/") == "/ referral at /shoes");
  CHECK(referred_by("https://deref-blog.example/") == "deref-blog.example / email at /shoes");
  CHECK(referred_by("https://deref-/") == "/ referral at /shoes");
  CHECK(referred_by("https://a.mail.blog.example/") == "/ referral at /shoes");
  CHECK(referred_by("https://eu.outlook.live.com/") == "eu.outlook.live.com / email at /shoes");
  CHECK(referred_by("https://mail.chatgpt.com/") == "/ ai-assistant at /shoes");  // an assistant goes before
}

TEST_CASE("an app is the host that the table names, else its package, and nothing behind it is read") {
  CHECK(referred_by("android-app://com.google.android.gm/") == "mail.blog.example / email at /shoes");
  CHECK(referred_by("android-app://com.google.android.gm") == "mail.blog.example / email at /shoes");
  CHECK(referred_by("android-app://COM.Google.Android.gm#x") == "mail.blog.example / email at /shoes");
  CHECK(referred_by("android-app://com.openai.chatgpt/https/chatgpt.com/") == "chatgpt.com / ai-assistant at /shoes");
  CHECK(referred_by("android-app://com.ecosia.android") == "ecosia / organic at /shoes");
  CHECK(referred_by("android-app://com.search.android/https/google.com?q=shoes") == "google.com / referral at /shoes");  // no parameters
  CHECK(referred_by("android-app://com.search.android?q=shoes") == "google.com / referral at /shoes");
  CHECK(referred_by("android-app://com.pay.android/") == "(direct) / (none) at /shoes");
  CHECK(referred_by("android-app://com.shop.android/") == "(direct) / (none) at /shoes");  // a host of the shop
  CHECK(referred_by("android-app://com.unknown.app/mail") == "com.unknown.app / referral at /shoes");
  CHECK(referred_by("android-app://mail.package.example/") == "/ referral at /shoes");  // no webmail
  CHECK(referred_by("android-app://eu.outlook.live.com/") == "eu.outlook.live.com / referral at /shoes");
  CHECK(referred_by("https://com.google.android.gm/") == "/ referral at /shoes");  // no app
  CHECK(referred_by("android-app://") == "(direct) / (none) at /shoes");
}

TEST_CASE("hosts are taken without port, user and a trailing dot") {
  CHECK(referred_by("https://chatgpt.com.:443/") == "chatgpt.com / ai-assistant at /shoes");
  CHECK(referred_by("https://me:secret@google.com@blog.example:81/") == "blog.example / referral at /shoes");
  CHECK(referred_by("https://WWW.Google.de./?q=1") == "google / organic at /shoes");
  CHECK(referred_by("https://blog.example.") == "blog.example / referral at /shoes");
  CHECK(referred_by("https://B\303\234CHER.example/") == "b\303\274cher.example / referral at /shoes");
  CHECK(referred_by("https://./") == "(direct) / (none) at /shoes");
}

TEST_CASE("a host is the shop's own when it is the page's or one is a subdomain of the other, or when the strategy says so") {
  const std::string own = "(direct) / (none) at /";
  CHECK(source_of("https://www.shop.example/", "https://checkout.shop.example/done") == own);
  CHECK(source_of("https://shop.example/", "https://a.b.shop.example:8443/") == own);
  CHECK(source_of("https://blog.shop.example/", "https://www.shop.example/") == own);
  CHECK(source_of("https://blog.shop.example.:81/", "https://user@SHOP.example/") == own);
  CHECK(source_of("https://m.blog.example/", "https://blog.example/") == own);
  CHECK(source_of("https://m.shop.example/", "https://pay.shop.example/") == "/ referral at /");  // a sibling
  CHECK(source_of("https://og.example/", "https://blog.example/") == "blog.example / referral at /");
  CHECK(source_of("https://xblog.example/", "https://blog.example/") == "blog.example / referral at /");
  CHECK(source_of("https://shop.example/", "https://own.example/") == own);
  CHECK(source_of("https://shop.example/", "https://www.deep.OWN.example./") == own);
  CHECK(source_of("https://shop.example/", "https://disown.example/") == "/ referral at /");
  CHECK(source_of("/", "https://own.example/") == own);  // without a host only what the strategy says
  CHECK(source_of("/", "https://blog.example/") == "blog.example / referral at /");
  CHECK(source_of("https:///", "https://blog.example./") == "blog.example / referral at /");
}

TEST_CASE("payment hosts and the page's own host are no referrers") {
  CHECK(referred_by("https://paypal.com/") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://www.sandbox.paypal.com/") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://pay.google.com/") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://notpaypal.com/") == "notpaypal.com / referral at /shoes");
  CHECK(referred_by("https://paypal.com.evil.example/") == "paypal.com.evil.example / referral at /shoes");
  CHECK(referred_by("https://shop.example/hats") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://www.SHOP.example/hats") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://blog.example/post") == "blog.example / referral at /shoes");
}

TEST_CASE("a referrer that is no URL, and hosts past every limit, are harmless") {
  CHECK(referred_by("not a url") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://") == "(direct) / (none) at /shoes");
  CHECK(referred_by("://") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://user:secret@blog.example:81/") == "blog.example / referral at /shoes");
  CHECK(referred_by("https://" + std::string(254, 'a') + "/") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://" + std::string(253, 'b') + "/") == "/ referral at /shoes");
  std::string dots = "https://a";
  for (int i = 0; i < 31; ++i) dots += ".a";
  CHECK(referred_by(dots + "/") == "/ referral at /shoes");
  CHECK(referred_by(dots + ".a/") == "(direct) / (none) at /shoes");
  CHECK(referred_by("https://[::1]:80/") == "/ referral at /shoes");
}

TEST_CASE("the first event of the visit that has a page_location says it; between visits it stays, a new visit begins without") {
  const LoadedPack pack(shop().pack);
  Visitor v(pack);
  v.take(Wire(shop().pack, "page_view", 1000).text("page_referrer", "https://blog.example/"));
  CHECK(shop().said(v) == "");
  v.take(shop().arrives("https://shop.example/shoes?gclid=1", "", 1001));
  CHECK(shop().said(v) == "google / cpc at /shoes");
  v.take(shop().arrives("https://shop.example/?utm_source=newsletter", "https://blog.example/", 1002));
  CHECK(shop().said(v) == "google / cpc at /shoes");
  v.until(9000);
  CHECK(shop().said(v) == "google / cpc at /shoes");
  v.take(Wire(shop().pack, "page_view", 9001));
  CHECK(shop().said(v) == "");
  v.take(shop().arrives("https://shop.example/", "https://blog.example/", 9002));
  CHECK(shop().said(v) == "blog.example / referral at /");
}

TEST_CASE("the landing path is page_path, else the path of page_location") {
  const LoadedPack pack(shop().pack);
  Visitor v(pack);
  v.take(shop().arrives("https://shop.example/hats").text("page_path", "/shoes"));
  CHECK(shop().said(v) == "(direct) / (none) at /shoes");
}
