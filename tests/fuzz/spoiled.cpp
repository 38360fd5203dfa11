// About a million packs and snapshots, each spoiled in one or two places with the checksum made right: refused, or they run. Usage: see main.
#include <sanitizer/common_interface_defs.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <numeric>

#include "fuzz/bytes.h"
#include "fuzz/lives.h"
#include "fuzz/sealed.h"

using namespace vitrine::fuzz;

namespace {

constexpr size_t kHeadOfPack = 16;  // what seal_pack makes right
constexpr size_t kHeadOfSnapshot = 8;
constexpr uint64_t kRandomCases = 150'000;  // of each kind, beside those in one place
constexpr unsigned kHangSeconds = 30;

// One way to spoil: `count` cases, each made by its number.
struct Family {
  bool is_pack;
  uint64_t count;
  Bytes (*spoil)(const Bytes &whole, uint64_t number);
};

const Bytes &whole_pack() { return rich().pack.bytes(); }
const Bytes &whole_snapshot() {
  static const Bytes bytes = busy_snapshot(3);
  return bytes;
}

Bytes byte_to(const Bytes &whole, size_t at, uint8_t value) {
  Bytes bytes = whole;
  bytes[at] = value;
  return bytes;
}

constexpr uint64_t kByteChanges = 14;

// Every bit turned, every byte to 00, 7F, 80, FF, one more and one less.
Bytes spoil_byte_of_pack(const Bytes &whole, uint64_t number) {
  const size_t at = kHeadOfPack + number / kByteChanges;
  const auto change = static_cast<unsigned>(number % kByteChanges);
  static constexpr uint8_t kValues[] = {0x00, 0x7F, 0x80, 0xFF};
  if (change < 8) return byte_to(whole, at, static_cast<uint8_t>(whole[at] ^ (1u << change)));
  if (change < 12) return byte_to(whole, at, kValues[change - 8]);
  return byte_to(whole, at, static_cast<uint8_t>(whole[at] + (change == 12 ? 1 : 255)));
}

constexpr uint64_t kNumbers[] = {0,   1,      2,      15,     16,          33,          64,          255,
                                 256, 0x7FFF, 0xFFFE, 0xFFFF, 0x7FFF'FFFF, 0x8000'0000, 0xFFFF'FFFF, 0x7FFF'FFFF'FFFF'FFFF};

Bytes spoil_number_of_pack(const Bytes &whole, uint64_t number) {
  const size_t at = kHeadOfPack + number / std::size(kNumbers) * 2;
  const size_t width = at % 8 == 0 ? 8 : at % 4 == 0 ? 4 : 2;
  Bytes bytes = whole;
  std::memcpy(bytes.data() + at, &kNumbers[number % std::size(kNumbers)], std::min(width, bytes.size() - at));
  return bytes;
}

Bytes spoil_byte_of_snapshot(const Bytes &whole, uint64_t number) {
  const size_t at = kHeadOfSnapshot + number / 255;
  return byte_to(whole, at, static_cast<uint8_t>(whole[at] + 1 + number % 255));
}

Bytes cut_snapshot(const Bytes &whole, uint64_t number) { return {whole.begin(), whole.begin() + static_cast<ptrdiff_t>(number)}; }

// Two to four places, each a number of any width.
Bytes spoil_places(const Bytes &whole, size_t head, uint64_t number) {
  Random random(number);
  Bytes bytes = whole;
  for (uint32_t left = 2 + random.below(3); left > 0; --left) {
    const size_t width = size_t{1} << random.below(4);
    const size_t at = head + random.below((bytes.size() - head) / width) * width;
    const uint64_t value = random.one_in(2) ? random.pick(kNumbers) : random.next();
    std::memcpy(bytes.data() + at, &value, std::min(width, bytes.size() - at));
  }
  return bytes;
}

Bytes spoil_places_of_pack(const Bytes &whole, uint64_t number) { return spoil_places(whole, kHeadOfPack, number); }
Bytes spoil_places_of_snapshot(const Bytes &whole, uint64_t number) { return spoil_places(whole, kHeadOfSnapshot, number); }

std::vector<Family> all_families() {
  const uint64_t pack = whole_pack().size() - kHeadOfPack;
  const uint64_t snapshot = whole_snapshot().size() - kHeadOfSnapshot;
  return {{true, pack * kByteChanges, spoil_byte_of_pack},    {true, pack / 2 * std::size(kNumbers), spoil_number_of_pack},
          {true, kRandomCases, spoil_places_of_pack},         {false, snapshot * 255, spoil_byte_of_snapshot},
          {false, whole_snapshot().size() - 1, cut_snapshot}, {false, kRandomCases, spoil_places_of_snapshot}};
}

Bytes current;  // is being tried
bool current_is_pack = false;
std::string crash_folder;

void keep_current() {
  const std::string name = crash_folder + (current_is_pack ? "/pack-" : "/snapshot-") + std::to_string(hash_of(current));
  std::ofstream(name, std::ios::binary).write(reinterpret_cast<const char *>(current.data()), static_cast<std::streamsize>(current.size()));
  std::fprintf(stderr, "kept as %s\n", name.c_str());
}

void on_hang(int) {
  std::fprintf(stderr, "does not hold: a case ends within %u s\n", kHangSeconds);
  keep_current();
  std::_Exit(1);
}

bool runs(const Family &family, uint64_t number) {
  current_is_pack = family.is_pack;
  current = family.spoil(family.is_pack ? whole_pack() : whole_snapshot(), number);
  if (!family.is_pack) {
    seal_snapshot(current);
    return try_snapshot(current);
  }
  seal_pack(current);
  return try_pack(LoadedPack(current), seed_of(current));
}

bool try_case(const std::vector<Family> &families, uint64_t number) {
  for (const Family &family : families) {
    if (number < family.count) return runs(family, number);
    number -= family.count;
  }
  return false;
}

}  // namespace

// What fails by must() is kept like what a sanitizer finds.
extern "C" const char *__asan_default_options() { return "handle_abort=1"; }

// spoiled FOLDER SEED SECONDS PART PARTS: tries every PARTS-th case from PART in an order that hangs on the seed, for so many seconds (0: all).
int main(int count, char **arguments) {
  if (count != 6) return 2;
  const auto argument = [&](int i) { return std::strtoull(arguments[i], nullptr, 10); };
  crash_folder = arguments[1];
  const std::vector<Family> families = all_families();
  const uint64_t total =
      std::accumulate(families.begin(), families.end(), uint64_t{0}, [](uint64_t sum, const Family &f) { return sum + f.count; });
  const uint64_t first = argument(2) * 7'919 % total;
  uint64_t stride = 1'000'003;  // a prime: it meets every case once
  while (std::gcd(stride, total) != 1) stride += 2;
  const auto seconds = static_cast<time_t>(argument(3));
  const time_t begin = time(nullptr);
  __sanitizer_set_death_callback(keep_current);
  std::signal(SIGALRM, on_hang);
  uint64_t tried = 0;
  uint64_t ran = 0;
  for (uint64_t i = argument(4); i < total && (seconds == 0 || time(nullptr) - begin < seconds); i += argument(5)) {
    if (tried % 256 == 0) alarm(kHangSeconds);
    if (tried % 16'384 == 0)
      std::fprintf(stderr, "%llu of %llu\n", static_cast<unsigned long long>(i), static_cast<unsigned long long>(total));
    ran += try_case(families, (first + i * stride) % total) ? 1 : 0;
    ++tried;
  }
  std::printf("tried %llu of %llu, %llu ran\n", static_cast<unsigned long long>(tried), static_cast<unsigned long long>(total),
              static_cast<unsigned long long>(ran));
  return 0;
}
