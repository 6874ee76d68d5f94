#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace chokepoint::cli {

/// A request that has passed every check.
struct WebRequest {
    bool is_post = false;
    std::string tail;  ///< Of the path, behind the token.
    std::string body;
};

/// Sends a part of an answer; false once nobody reads it.
using WebSink = std::function<bool(std::string_view)>;

struct WebAnswer {
    int status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string body;
    std::function<void(const WebSink&)> stream = {};  ///< Sends the body part by part instead.
};

/// An HTTP server for this machine alone. It listens on 127.0.0.1 and answers at `http://127.0.0.1:PORT/TOKEN/` only
/// what comes from its own page; see request_check.hpp. It never opens a file.
class HttpServer {
   public:
    using Handler = std::function<WebAnswer(const WebRequest&)>;

    /// Binds the port; 0 takes a free one. Throws std::system_error if it is taken.
    explicit HttpServer(int port);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    /// `http://127.0.0.1:PORT/TOKEN/`.
    std::string address() const;

    /// Answers requests, several at a time, until `stop` is set.
    void run(const Handler& handler, const std::atomic<bool>& stop);

   private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace chokepoint::cli
