// vitrine bundle: host, core and pack in one classic script for the head of a page.
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/commands/script_text.h"
#include "cli/commands/strategy_file.h"
#include "cli/files/output.h"
#include "format/pack_format.h"
#include "vitrine/vitrine.h"

namespace vitrine::tool {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kModule = "export default ";

struct Options {
  std::string strategy;
  std::string output;
  std::string core;
  std::vector<std::string> consent;
  std::vector<std::string> collect;
  std::string dist;
  bool edge;
  bool json;
};

int refuse(const std::string &sentence) {
  std::fprintf(stderr, "vitrine bundle: error files: %s\n", sentence.c_str());
  return kWrongUsage;
}

// js/dist of the checkout that holds this program (build/native/vitrine); empty: it is not there.
std::string dist_beside_program() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const fs::path dist = (program.parent_path() / "../../js/dist").lexically_normal();
  return fs::is_directory(dist, error) ? dist.string() : std::string();
}

// What the script is made of. An empty core is left out.
struct Parts {
  std::string host;
  std::string wasm;
  std::string core;
  // An object of our own code: the sources of consent that were named, and a list of the collectors.
  std::string sources = "{";

  [[nodiscard]] bool read(const std::string &dist, const Options &options, std::string &error) {
    const auto take = [&](const char *file, std::string &part) {
      if (read_whole(dist + '/' + file, part, error)) return true;
      error += "; build the browser files (npm run build), or name their folder with --dist";
      return false;
    };
    if (!take("bundle_host.js", host)) return false;
    if (options.core != "js" && !take("vitrine.wasm", wasm)) return false;
    if (options.core != "wasm" && !take("vitrine-core.js", core)) return false;
    for (const std::string &name : options.consent) {
      std::string source;
      if (!take(("consent_" + name + ".js").c_str(), source)) return false;
      sources += name + ':' + source + ',';
    }
    // Beside a script these are modules; within one, what a module gives away.
    const auto add = [&](const std::string &file) {
      std::string part;
      if (!take(file.c_str(), part)) return false;
      if (part.rfind(kModule, 0) != 0) {
        error = file + " does not begin with \"" + std::string(kModule) + "\": it is of another version than this tool; ";
        error += "build the browser files again";
        return false;
      }
      sources += part.substr(kModule.size()) + ',';
      return true;
    };
    if (options.edge) sources += "edge:";
    if (options.edge && !add("arrive.js")) return false;
    if (!options.collect.empty()) sources += "collect:[";
    for (const std::string &name : options.collect) {
      if (!add("collect_" + name + ".js")) return false;
    }
    if (!options.collect.empty()) sources += ']';
    sources += '}';
    return true;
  }
};

bool put(std::string &script, const char *word, std::string_view text, std::string &error) {
  if (replace_quoted(script, word, text) > 0) return true;
  error =
      std::string("bundle_host.js has no place for ") + word + ": it is of another version than this tool; build the browser files again";
  return false;
}

// Each %h in the name of the file, not in those of its folders, becomes the hash of what is in it.
std::string named_by_content(const std::string &output, std::string_view script) {
  const std::string hash = content_hash(script);
  const size_t slash = output.rfind('/');
  std::string path = output;
  for (size_t at = path.find("%h", slash == std::string::npos ? 0 : slash); at != std::string::npos; at = path.find("%h", at)) {
    path.replace(at, 2, hash);
  }
  return path;
}

// With `crossorigin`: a browser compares the hash of a file from another origin only where that origin allows it to read the file.
std::string script_tag(const std::string &file, const std::string &hash) {
  const std::string name = url_name(fs::path(file).filename().string());
  return "<script async src=\"/vitrine/" + name + "\" integrity=\"" + hash + "\" crossorigin=\"anonymous\"></script>";
}

void tell_as_json(std::FILE *to, const std::string &file, const std::string &script, const StrategyFile &strategy, const Parts &parts) {
  const std::string hash = integrity(script);
  std::string text = "{\"file\":";
  append_json(text, file);
  std::string tag;
  if (file != "-") {
    tag = ",\"tag\":";
    append_json(tag, script_tag(file, hash));
  }
  std::fprintf(to,
               "%s,\"bytes\":%zu,\"pack\":%zu,\"wasm\":%zu,\"js\":%zu,\"version\":\"%s\",\"core_interface\":%d,\"pack_version\":%d,"
               "\"integrity\":\"%s\"%s}\n",
               text.c_str(), script.size(), strategy.pack.size(), parts.wasm.size(), parts.core.size(), VITRINE_VERSION,
               static_cast<int>(vt_abi_version()), static_cast<int>(kPackVersion), hash.c_str(), tag.c_str());
}

void tell(const Options &options, const std::string &file, const std::string &script, const StrategyFile &strategy, const Parts &parts) {
  std::FILE *const to = options.output == "-" ? stderr : stdout;
  if (options.json) {
    tell_as_json(to, file, script, strategy, parts);
    return;
  }
  std::fprintf(to, "%s: %zu bytes: host %zu, pack %zu", file == "-" ? "standard output" : file.c_str(), script.size(), parts.host.size(),
               strategy.pack.size());
  if (!parts.wasm.empty()) std::fprintf(to, ", WebAssembly core %zu", parts.wasm.size());
  if (!parts.core.empty()) std::fprintf(to, ", JavaScript core %zu", parts.core.size());
  std::fprintf(to, "\nvitrine " VITRINE_VERSION ", core interface %d, pack version %d\n", static_cast<int>(vt_abi_version()),
               static_cast<int>(kPackVersion));
  const std::string hash = integrity(script);
  if (file == "-")
    std::fprintf(to, "integrity=\"%s\"\n", hash.c_str());
  else
    std::fprintf(to, "%s\n", script_tag(file, hash).c_str());
}

int bundle(const Given &given) {
  Options options{
      .strategy = given.text("strategy"),
      .output = given.text("--output"),
      .core = given.text("--core", "wasm"),
      .consent = given.texts("--consent"),
      .collect = given.texts("--collect"),
      .dist = given.text("--dist"),
      .edge = given.has("--edge"),
      .json = given.has("--json"),
  };
  StrategyFile strategy;
  const int status = load_strategy(options.strategy, options.json, strategy);
  if (status != kDone) return status;
  options.edge = options.edge || strategy.is_for_edge;
  const std::string dist = options.dist.empty() ? dist_beside_program() : options.dist;
  if (dist.empty()) return refuse("the browser files (js/dist) are not beside this program; name their folder with --dist");
  Parts parts;
  std::string error;
  if (!parts.read(dist, options, error)) return refuse(error);
  std::string script = parts.host;
  const std::string_view pack(reinterpret_cast<const char *>(strategy.pack.data()), strategy.pack.size());
  if (!put(script, "__VITRINE_PACK__", byte_literal(pack), error) || !put(script, "__VITRINE_WASM__", byte_literal(parts.wasm), error) ||
      !put(script, "__VITRINE_CORE__", byte_literal(parts.core), error) || !put(script, "__VITRINE_SOURCES__", parts.sources, error)) {
    return refuse(error);
  }
  const std::string file = options.output == "-" ? options.output : named_by_content(options.output, script);
  if (!write_whole(file, script, error)) return refuse(error);
  tell(options, file, script, strategy, parts);
  return kDone;
}

constexpr char kMore[] =
    "Put the script into the page's head, in a page that is UTF-8: inlined, or as a file by the tag that is printed (change its address\n"
    "to where the shop serves the file). Each %h in the file's name becomes a hash of what is in it.\n"
    "  wasm  the WebAssembly core; a browser or policy that refuses it loads vitrine-core.js beside the script\n"
    "  js    the JavaScript core alone\n"
    "  both  both inside: nothing is ever loaded\n"
    "The script hears Google's Consent Mode, Global Privacy Control and the shop's own call; --consent adds what else the page has:\n"
    "  tcf      IAB TCF 2.2 (__tcfapi)\n"
    "  gpp      IAB GPP (__gpp)\n"
    "  shopify  Shopify's customer privacy\n"
    "--collect adds what else it hears, besides the data layer; what is not inside can be loaded by data-collect on the script's tag:\n"
    "  segment     the page's calls of Segment's analytics\n"
    "  shopify     what a Shopify theme states, its forms, and a custom pixel that hands on its events\n"
    "  schema      page, category, product and list as JSON-LD, microdata or OpenGraph state them\n"
    "  engagement  gallery, size guide, reviews, variants, and data-vitrine-seen";

constexpr Argument kArguments[] = {
    kStrategyFile,
    {.name = "-o,--output",
     .takes = Takes::kText,
     .value = "shop.js",
     .about = "Where the script goes: shop.js, or shop.%h.js",
     .required = true},
    {.name = "--core",
     .takes = Takes::kText,
     .value = "CORE",
     .about = "Which core goes inside: wasm (default), js or both",
     .one_of = "wasm,js,both"},
    {.name = "--consent",
     .takes = Takes::kList,
     .value = "NAME,...",
     .about = "Sources of consent that go inside: tcf, gpp, shopify",
     .one_of = "tcf,gpp,shopify"},
    {.name = "--collect",
     .takes = Takes::kList,
     .value = "NAME,...",
     .about = "Collectors that go inside: segment, shopify, schema, engagement",
     .one_of = "segment,shopify,schema,engagement"},
    {.name = "--edge",
     .takes = Takes::kNothing,
     .value = "",
     .about =
         "What pages of the edge need goes inside, as with \"edge\": true in the strategy; else they load arrive.js beside the script"},
    {.name = "--dist",
     .takes = Takes::kText,
     .value = "FOLDER",
     .about = "Folder of the browser files (default: js/dist of this checkout)"},
    {.name = "--json", .takes = Takes::kNothing, .value = "", .about = "Sizes, versions, hash, errors and warnings as JSON"},
};

}  // namespace

const Command kBundle{"bundle", "Makes one script for the head of a page: host, core and strategy", kMore, kArguments, bundle};

}  // namespace vitrine::tool
