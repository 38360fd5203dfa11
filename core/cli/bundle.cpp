// vitrine bundle: host, core and pack in one classic script for the head of a page.
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/script_text.h"
#include "cli/strategy_file.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string strategy;
  std::string output;
  std::string core = "wasm";
  std::string dist;
  bool json = false;
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

  [[nodiscard]] bool read(const std::string &dist, const std::string &which, std::string &error) {
    const auto take = [&](const char *file, std::string &part) {
      if (read_whole(dist + '/' + file, part, error)) return true;
      error += "; build the browser files (npm run build), or name their folder with --dist";
      return false;
    };
    if (!take("bundle_host.js", host)) return false;
    if (which != "js" && !take("vitrine.wasm", wasm)) return false;
    return which == "wasm" || take("vitrine-core.js", core);
  }
};

bool put(std::string &script, const char *word, std::string_view bytes, std::string &error) {
  if (replace_quoted(script, word, byte_literal(bytes)) > 0) return true;
  error =
      std::string("bundle_host.js has no place for ") + word + ": it is of another version than this tool; build the browser files again";
  return false;
}

void tell(const Options &options, const std::string &script, const StrategyFile &strategy, const Parts &parts) {
  std::FILE *const to = options.output == "-" ? stderr : stdout;
  const std::string hash = integrity(script);
  if (options.json) {
    std::string text = "{\"file\":";
    append_json(text, options.output);
    std::fprintf(to, "%s,\"bytes\":%zu,\"pack\":%zu,\"wasm\":%zu,\"js\":%zu,\"integrity\":\"%s\"}\n", text.c_str(), script.size(),
                 strategy.pack.size(), parts.wasm.size(), parts.core.size(), hash.c_str());
    return;
  }
  std::fprintf(to, "%s: %zu bytes: host %zu, pack %zu", options.output == "-" ? "standard output" : options.output.c_str(), script.size(),
               parts.host.size(), strategy.pack.size());
  if (!parts.wasm.empty()) std::fprintf(to, ", WebAssembly core %zu", parts.wasm.size());
  if (!parts.core.empty()) std::fprintf(to, ", JavaScript core %zu", parts.core.size());
  std::fprintf(to, "\nintegrity=\"%s\"\n", hash.c_str());
}

int bundle(const Options &options) {
  StrategyFile strategy;
  const int status = load_strategy(options.strategy, options.json, strategy);
  if (status != kDone) return status;
  const std::string dist = options.dist.empty() ? dist_beside_program() : options.dist;
  if (dist.empty()) return refuse("the browser files (js/dist) are not beside this program; name their folder with --dist");
  Parts parts;
  std::string error;
  if (!parts.read(dist, options.core, error)) return refuse(error);
  std::string script = parts.host;
  const std::string_view pack(reinterpret_cast<const char *>(strategy.pack.data()), strategy.pack.size());
  if (!put(script, "__VITRINE_PACK__", pack, error) || !put(script, "__VITRINE_WASM__", parts.wasm, error) ||
      !put(script, "__VITRINE_CORE__", parts.core, error)) {
    return refuse(error);
  }
  if (!write_whole(options.output, script, error)) return refuse(error);
  tell(options, script, strategy, parts);
  return kDone;
}

constexpr char kMore[] =
    "Put the script into the page's head, in a page that is UTF-8: inlined, or as a file with the integrity value that is printed.\n"
    "  wasm  the WebAssembly core; a browser or policy that refuses it loads vitrine-core.js beside the script\n"
    "  js    the JavaScript core alone\n"
    "  both  both inside: nothing is ever loaded";

}  // namespace

void add_bundle(CLI::App &app, int &status) {
  CLI::App *const command = app.add_subcommand("bundle", "Makes one script for the head of a page: host, core and strategy");
  const auto options = std::make_shared<Options>();
  command->footer(kMore);
  command->add_option("strategy", options->strategy, "The strategy, a JSON file; - is standard input")->required()->type_name("S.json");
  command->add_option("-o,--output", options->output, "Where the script goes")->required()->type_name("shop.js");
  command->add_option("--core", options->core, "Which core goes inside: wasm (default), js or both")
      ->check(CLI::IsMember({"wasm", "js", "both"}))
      ->type_name("CORE");
  command->add_option("--dist", options->dist, "Folder of the browser files (default: js/dist of this checkout)")->type_name("FOLDER");
  command->add_flag("--json", options->json, "Sizes, hash, errors and warnings as JSON");
  command->callback([options, &status] { status = bundle(*options); });
}

}  // namespace vitrine
