#include <chokepoint/scenario/exposure.hpp>

namespace chokepoint::scenario {

const Exposure* exposure_of(const Model& model, std::uint32_t company) {
    for (const Exposure& exposure : model.exposures) {
        if (exposure.company == company) return &exposure;
    }
    return nullptr;
}

bool hides_number(const Exposure* exposure) {
    return exposure != nullptr &&
           (exposure->disclosure == Disclosure::at_least || exposure->disclosure == Disclosure::not_disclosed);
}

}  // namespace chokepoint::scenario
