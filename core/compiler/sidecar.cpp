// The sidecar as JSON, and back.
#include "compiler/sidecar.h"

#include "compiler/emit.h"
#include "compiler/read.h"
#include "text/json_text.h"

namespace vitrine::compiler {
namespace {

template <class List, class Text>
std::string json_list(const List &list, Text text) {
  std::string out = "[";
  for (const auto &entry : list) out += (out.size() == 1 ? "" : ",") + text(entry);
  return out + ']';
}

std::string json_texts(const std::vector<std::string> &texts) {
  return json_list(texts, [](const std::string &text) { return json_string(text); });
}

std::string json_slot(const Slot &slot) {
  const bool sort = slot.kind == SlotKind::kSort;
  const std::string variants =
      sort ? R"(["default","sorted"])" : json_list(slot.variants, [](const Variant &variant) { return json_string(variant.id); });
  return "{\"id\":" + json_string(slot.id) + ",\"kind\":" + (sort ? "\"sort\"" : "\"content\"") + ",\"variants\":" + variants + '}';
}

std::string json_goal(const Goal &goal) {
  return "{\"id\":" + json_string(goal.name) + ",\"event\":" + json_string(goal.event) +
         (goal.value.empty() ? "" : ",\"value\":" + json_string(goal.value)) + '}';
}

std::vector<std::string> texts_at(const Node *root, const char *key) {
  std::vector<std::string> texts;
  const Node *list = root == nullptr ? nullptr : root->find(key);
  if (list == nullptr) return texts;
  for (const Node *item : list->children) texts.push_back(item->text);
  return texts;
}

}  // namespace

std::string sidecar_of(const Strategy &strategy, const RecordNames &names, std::span<const uint8_t> pack) {
  std::string out = "{\"strategy\":" + json_string(strategy.name) + ",\n\"id\":\"" + strategy_id_text(pack) + '"';
  out += ",\n\"segments\":" + json_list(strategy.segments, [](const Segment &segment) { return json_string(segment.id); });
  out += ",\n\"titles\":" + json_list(strategy.segments, [](const Segment &segment) { return json_string(segment.title); });
  out += ",\n\"stages\":" + json_list(strategy.stages, [](const Stage &stage) { return json_string(stage.id); });
  out += ",\n\"slots\":" + json_list(strategy.slots, json_slot);
  out += ",\n\"experiments\":" + json_texts(names.experiments);
  out += ",\n\"goals\":" + json_list(strategy.goals, json_goal);
  out += ",\n\"events\":" + json_texts(names.events);
  out += ",\n\"fields\":" + json_texts(names.fields);
  out += ",\n\"features\":" + json_texts(names.features);
  out += ",\n\"measures\":" + json_texts(names.measures);
  out += ",\n\"conditions\":" + json_texts(names.conditions);
  return out + "}\n";
}

Sidecar read_sidecar(std::string_view names) {
  Diagnostics ignored;  // a sidecar that cannot be read is no sidecar
  const Document document = read_document(names, ignored);
  const Node *root = document.root;
  return {texts_at(root, "segments"), texts_at(root, "events"),      texts_at(root, "fields"),    texts_at(root, "features"),
          texts_at(root, "measures"), texts_at(root, "experiments"), texts_at(root, "conditions")};
}

}  // namespace vitrine::compiler
