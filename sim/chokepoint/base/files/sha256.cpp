#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <chokepoint/base/files/sha256.hpp>

namespace chokepoint {

std::string sha256_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
    std::string text;
    for (unsigned int k = 0; k < length; ++k)
        text += fmt::format("{:02x}", digest[k]);
    return text;
}

}  // namespace chokepoint
