// The file: a line with the SHA-256 of the run's manifest, then records. A record has a head (number of its first
// sample, bytes of its body, checksum of the body, checksum of the head; u64 in the machine's byte order) and a body,
// which sample_record.hpp describes. Records are appended whole, so a killed run leaves at most one truncated record,
// the last, which is dropped. Any other mismatch is damage and is refused.
#define XXH_INLINE_ALL
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/sha256.hpp>
#include <chokepoint/study/checkpoint/sample_record.hpp>
#include <chokepoint/study/checkpoint/sample_store.hpp>
#include <cstring>
#include <system_error>
#include <utility>

namespace chokepoint::study {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMagic = "chokepoint samples, format 2, of ";

/// `--force` also replaces a store of an earlier format.
constexpr std::string_view kAnyMagic = "chokepoint samples";

constexpr const char* kBeginAnew = "start again with --out and --force";

struct RecordHead {
    std::uint64_t first = 0;
    std::uint64_t bytes = 0;
    std::uint64_t body_checksum = 0;
    std::uint64_t head_checksum = 0;  ///< Of the three before it.
};
static_assert(sizeof(RecordHead) == 32);

std::uint64_t checksum_of(const RecordHead& head, std::uint64_t seed) {
    return XXH3_64bits_withSeed(&head, offsetof(RecordHead, head_checksum), seed);
}

[[noreturn]] void refuse_at(const fs::path& file, std::uint64_t offset, std::string_view message) {
    refuse_file(file.string(), fmt::format("byte {}: {}", offset, message), kBeginAnew, Fault::damaged);
}

[[noreturn]] void fail(const fs::path& file) {
    throw OutputError(fmt::format("cannot write {}: {}", file.string(), std::generic_category().message(errno)));
}

/// The bytes of a file from `offset` on, at most `count` of them.
std::string read_at(const OpenFile& file, std::uint64_t offset, std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got =
            ::pread(file.descriptor(), bytes.data() + done, count - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

/// Opens an existing store and returns its length. Refuses links, folders and files in use.
std::pair<OpenFile, std::uint64_t> open_store(const fs::path& path) {
    const char* hint = "move it away, or choose another name for --out";
    OpenFile file = open_no_link(path);
    if (!file.is_open() && errno == ELOOP)
        refuse_file(path.string(), "a link stands where the samples belong", hint, Fault::exists);
    if (!file.is_open() && errno == EISDIR)
        refuse_file(path.string(), "a folder stands where the samples belong", hint, Fault::exists);
    if (!file.is_open())
        refuse_file(path.string(),
                    fmt::format("the samples cannot be opened: {}", std::generic_category().message(errno)),
                    "check the permissions");
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode))
        refuse_file(path.string(), "something other than a file stands where the samples belong", hint, Fault::exists);
    if (!file.lock())
        refuse_file(path.string(), "another run is writing these samples",
                    "wait for it to end, or choose another name for --out", Fault::unwritable);
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    const std::string begin = read_at(file, 0, kAnyMagic.size());
    // A run that was killed at its start leaves an incomplete first line, or nothing.
    if (begin != kAnyMagic.substr(0, begin.size()))
        refuse_file(path.string(), "a file without samples stands where the samples belong", hint, Fault::exists);
    return {std::move(file), bytes};
}

}  // namespace

fs::path store_of(fs::path folder) {
    if (!folder.has_filename()) folder = folder.parent_path();
    return folder += ".samples";
}

SampleStore::SampleStore(fs::path file, const std::string& manifest, SampleShape shape, bool resume, bool force)
    : path_(std::move(file)),
      shape_(std::move(shape)),
      header_(fmt::format("{}{}\n", kMagic, sha256_of(manifest))),
      seed_(XXH3_64bits(header_.data(), header_.size())) {
    resume ? this->resume() : begin(force);
}

void SampleStore::begin(bool force) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path_, ignored))) {
        const auto [earlier, bytes] = open_store(path_);
        if (!force && bytes > 0) {
            refuse_file(path_.string(), "an earlier run ended before all of its samples were done",
                        "continue it with --resume instead of --out, or start again with --force", Fault::exists);
        }
        ::unlink(path_.c_str());
    }
    file_ = make_new_file(path_);
    if (!file_.is_open()) fail(path_);
    file_.lock();
    if (!file_.write(header_)) fail(path_);
}

void SampleStore::resume() {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(path_, ignored))) {
        refuse_file(path_.string(), "there are no samples to continue from: the run is complete or was never started",
                    "for a new run use --out instead of --resume, and --force if the folder exists", Fault::no_file);
    }
    auto [file, bytes] = open_store(path_);
    file_ = std::move(file);
    const std::string line = read_at(file_, 0, header_.size());
    if (line != header_.substr(0, line.size()))
        refuse_file(
            path_.string(), "these samples belong to another run: files, version, overrides or seed differ",
            "repeat the command of that run with --resume instead of --out, or start again with --out and --force",
            Fault::contradiction);
    const bool has_header = line.size() == header_.size();
    const std::uint64_t end = has_header ? read_records(bytes) : 0;
    if (::ftruncate(file_.descriptor(), static_cast<off_t>(end)) != 0 || ::lseek(file_.descriptor(), 0, SEEK_END) < 0 ||
        (!has_header && !file_.write(header_)))
        fail(path_);
}

/// Reads the whole records and returns where they end.
std::uint64_t SampleStore::read_records(std::uint64_t file_bytes) {
    std::uint64_t end = header_.size();
    while (file_bytes - end >= sizeof(RecordHead)) {
        RecordHead head;
        const std::string bytes = read_at(file_, end, sizeof head);
        if (bytes.size() < sizeof head) refuse_at(path_, end, "cannot be read");
        std::memcpy(&head, bytes.data(), sizeof head);
        if (head.head_checksum != checksum_of(head, seed_))
            refuse_at(path_, end, "the head of a record does not match its checksum: the file is damaged");
        const std::uint64_t body_at = end + sizeof head;
        if (head.bytes > file_bytes - body_at) break;  // cut short
        const std::string body = read_at(file_, body_at, head.bytes);
        if (body.size() < head.bytes) refuse_at(path_, body_at, "cannot be read");
        if (XXH3_64bits_withSeed(body.data(), body.size(), seed_) != head.body_checksum)
            refuse_at(path_, body_at, "the record does not match its checksum: the file is damaged");
        if (head.first % kSampleBlock != 0 || head.first >= shape_.samples)
            refuse_at(path_, end, fmt::format("no record begins with sample {}", head.first));
        if (known_.contains(head.first))
            refuse_at(path_, end, fmt::format("the record of sample {} occurs twice", head.first));
        const std::size_t count = std::min<std::uint64_t>(kSampleBlock, shape_.samples - head.first);
        try {
            known_.emplace(head.first, read_sample_record(body, count, shape_));
        } catch (const RecordFault& fault) {
            refuse_at(path_, body_at + fault.offset(), fault.what());
        }
        end = body_at + head.bytes;
    }
    return end;
}

void SampleStore::keep(std::uint64_t first, const std::vector<SampleResult>& results) {
    const std::string body = sample_record(results);
    RecordHead head{first, body.size(), XXH3_64bits_withSeed(body.data(), body.size(), seed_), 0};
    head.head_checksum = checksum_of(head, seed_);
    std::string record(reinterpret_cast<const char*>(&head), sizeof head);
    record += body;
    if (!file_.write(record)) fail(path_);
}

SamplePlan SampleStore::plan() {
    SamplePlan plan;
    plan.count = static_cast<int>(shape_.samples);
    plan.whole = true;
    plan.known = [this](std::uint64_t first) {
        const auto found = known_.find(first);
        return found == known_.end() ? nullptr : &found->second;
    };
    plan.keep = [this](std::uint64_t first, const std::vector<SampleResult>& results) { keep(first, results); };
    return plan;
}

std::size_t SampleStore::known() const {
    std::size_t count = 0;
    for (const auto& [first, results] : known_)
        count += results.size();
    return count;
}

void SampleStore::remove() {
    // Only if it is still the file that this run has written.
    struct stat mine {};
    struct stat there {};
    const bool same = ::fstat(file_.descriptor(), &mine) == 0 && ::lstat(path_.c_str(), &there) == 0 &&
                      mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
    if (same) ::unlink(path_.c_str());
    file_.close();
}

}  // namespace chokepoint::study
