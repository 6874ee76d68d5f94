#pragma once

// The library's public face: this header, the headers beside it, and those of base that it names. Other headers are
// neither installed nor stable. sim/docs/library.md shows how it is used.

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/estimate.hpp>
#include <chokepoint/loss.hpp>
#include <chokepoint/network.hpp>
#include <chokepoint/output.hpp>
#include <chokepoint/policy.hpp>
#include <chokepoint/results.hpp>
#include <chokepoint/run.hpp>
#include <chokepoint/scenario.hpp>
