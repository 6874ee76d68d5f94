#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace chokepoint {

/// A constant array that copies share: a vector, or a range of memory that `keeper` keeps alive, such as a mapped file.
template <class T>
class Column {
   public:
    Column() = default;
    Column(std::vector<T> values) {  // NOLINT(google-explicit-constructor): a column is what a builder's vector becomes
        auto kept = std::make_shared<const std::vector<T>>(std::move(values));
        values_ = *kept;
        keeper_ = std::move(kept);
    }
    Column(std::span<const T> values, std::shared_ptr<const void> keeper)
        : values_(values), keeper_(std::move(keeper)) {}

    std::size_t size() const { return values_.size(); }
    bool empty() const { return values_.empty(); }
    const T& operator[](std::size_t i) const { return values_[i]; }
    const T& front() const { return values_.front(); }
    const T& back() const { return values_.back(); }
    const T* data() const { return values_.data(); }
    auto begin() const { return values_.begin(); }
    auto end() const { return values_.end(); }
    operator std::span<const T>() const { return values_; }  // NOLINT(google-explicit-constructor)
    std::size_t size_bytes() const { return values_.size_bytes(); }

   private:
    std::span<const T> values_;
    std::shared_ptr<const void> keeper_;
};

}  // namespace chokepoint
