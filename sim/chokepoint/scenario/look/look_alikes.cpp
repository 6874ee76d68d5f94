#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chokepoint/base/fault_limit.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/look/look_alikes.hpp>
#include <limits>
#include <set>

namespace chokepoint::scenario {

namespace {

constexpr std::size_t kMostBytes = std::numeric_limits<std::size_t>::max();
constexpr std::uint64_t kHashStart = 0xCBF29CE484222325ULL;  // FNV-1a
constexpr std::uint64_t kHashFactor = 0x100000001B3ULL;

std::uint64_t hash_on(std::uint64_t hash, unsigned char byte) {
    return (hash ^ byte) * kHashFactor;
}

/// The same for all names that look alike; no blank counts. ASCII, which nearly every name is, needs no key.
std::uint64_t look_alike_hash(std::string_view name) {
    std::uint64_t hash = kHashStart;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            hash = kHashStart;
            for (const char of_key : look_alike_key(name)) {
                if (of_key != ' ') hash = hash_on(hash, static_cast<unsigned char>(of_key));
            }
            return hash;
        }
        if (byte > 0x20) hash = hash_on(hash, byte >= 'A' && byte <= 'Z' ? byte | 0x20U : byte);
    }
    return hash;
}

std::vector<std::uint64_t> hashes_of(const network::NameTable& names, unsigned threads) {
    constexpr std::size_t kBlock = std::size_t{1} << 16;
    std::vector<std::uint64_t> hashes(names.size());
    for_each_index((names.size() + kBlock - 1) / kBlock, threads, [&](std::size_t block) {
        const std::size_t end = std::min(names.size(), (block + 1) * kBlock);
        for (std::size_t k = block * kBlock; k < end; ++k)
            hashes[k] = look_alike_hash(names.name(static_cast<std::uint32_t>(k)));
    });
    return hashes;
}

/// The names of one kind that have been read, by what they look like.
class SeenNames {
   public:
    struct Seen {
        std::string name;
        Diagnostic place;
        bool stands_in = false;  ///< Taken from the column that stands in for an empty field.
    };

    void add(std::string_view name, Diagnostic place, bool stands_in) {
        seen_.emplace(look_alike_key(name), Seen{std::string(name), std::move(place), stands_in});
    }
    const Seen* find(std::string_view name) const {
        const auto found = seen_.find(look_alike_key(name));
        return found == seen_.end() ? nullptr : &found->second;
    }
    /// Whether this spelling has not been refused before.
    bool is_new(std::string_view name) { return refused_.emplace(name).second; }

   private:
    std::unordered_map<std::string, Seen> seen_;
    std::set<std::string, std::less<>> refused_;
};

/// The contradiction of a field with a name read before, if there is one.
std::optional<Diagnostic> check_field(const network::CsvReader& reader, const network::CsvRow& row,
                                      const NameColumn& kind, SeenNames& names) {
    const bool stands_in = row.fields[kind.column].empty();
    const std::size_t column = stands_in ? kind.otherwise : kind.column;
    const std::string_view name = row.fields[column];
    if (name.empty()) return std::nullopt;
    const SeenNames::Seen* first = names.find(name);
    if (first == nullptr) {
        names.add(name, reader.place(row, column), stands_in);
        return std::nullopt;
    }
    // Two ids that stand in for companies are refused as ids.
    const bool refused_as_id = stands_in && first->stands_in && kind.otherwise != kind.column;
    if (first->name == name || refused_as_id || !names.is_new(name)) return std::nullopt;
    Diagnostic fault = reader.place(row, column);
    say_alike(fault, kind.what, name, first->name);
    set_first_place(fault, first->place);
    return fault;
}

}  // namespace

void say_alike(Diagnostic& fault, std::string_view what, std::string_view name, std::string_view first) {
    fault.fault = Fault::look_alike;
    fault.message = fmt::format("{} {} differs from {} only in case, blanks or Unicode form", what, in_quotes(name),
                                in_quotes(first));
    fault.hint = "if they are the same, write them the same; if not, give one another name";
}

void set_first_place(Diagnostic& fault, const Diagnostic& first) {
    fault.other = first.place;
    fault.other_source_line = first.source_line;
    fault.other_note = "first given at";
}

bool has_look_alikes(const network::NameTable& names, unsigned threads) {
    const std::vector<std::uint64_t> hashes = hashes_of(names, threads);
    std::vector<std::uint32_t> slots(std::bit_ceil(2 * names.size() + 1), 0);
    for (std::uint32_t k = 0; k < hashes.size(); ++k) {
        std::size_t slot = (hashes[k] ^ hashes[k] >> 32U) & (slots.size() - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.size() - 1)) {
            const std::uint32_t other = slots[slot] - 1;
            if (hashes[other] == hashes[k] && look_alike_key(names.name(other)) == look_alike_key(names.name(k)))
                return true;
        }
        slots[slot] = k + 1;
    }
    return false;
}

std::optional<std::uint32_t> LookAlikeFinder::find(std::string_view name) {
    if (numbers_.empty()) {
        for (std::uint32_t k = 0; k < names_.size(); ++k)
            numbers_.emplace(look_alike_key(names_.name(k)), k);
    }
    const auto found = numbers_.find(look_alike_key(name));
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

void refuse_look_alikes(const TextFile& file, std::span<const network::CsvColumn> columns,
                        std::span<const NameColumn> kinds, std::span<const KnownName> known, Diagnostics& diagnostics) {
    Diagnostics ignored;  // other faults of the rows are reported elsewhere
    network::CsvReader reader(file, columns, ignored);
    std::vector<SeenNames> names(kinds.size());
    for (const KnownName& one : known)
        names.front().add(one.name, one.place(), false);
    FaultLimit limit(file.name(), Severity::error, diagnostics);
    for (network::CsvRow row; reader.next(row);) {
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            std::optional<Diagnostic> fault = check_field(reader, row, kinds[k], names[k]);
            if (fault && limit.tells_next()) diagnostics.add(*std::move(fault));
        }
    }
    limit.finish();
}

Diagnostic place_of_field(const std::filesystem::path& file, std::span<const network::CsvColumn> columns, int line,
                          std::size_t column) {
    const TextFile text(file, kMostBytes);
    Diagnostics ignored;
    network::CsvReader reader(text, columns, ignored);
    for (network::CsvRow row; reader.next(row);) {
        if (row.line == line) return reader.place(row, column);
    }
    return file_fault(file.string(), {}, {});
}

}  // namespace chokepoint::scenario
