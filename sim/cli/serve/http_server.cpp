#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cli/serve/http_server.hpp>
#include <cli/serve/request_check.hpp>
#include <system_error>
#include <thread>

namespace chokepoint::cli {

namespace {

constexpr std::size_t kMostBody = 64 * 1024;
constexpr std::size_t kWorkers = 16;
constexpr std::size_t kMostWaiting = 64;
constexpr time_t kTimeout = 5;  ///< Seconds for each part of a request or an answer.

/// A pool whose queue has an end: at it, no further connection is accepted until one is finished.
class BoundedPool : public httplib::TaskQueue {
   public:
    BoundedPool() : pool_(kWorkers) {}

    void enqueue(std::function<void()> work) override {
        while (waiting_ >= kMostWaiting && !closed_)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ++waiting_;
        pool_.enqueue([this, work = std::move(work)] {
            work();
            --waiting_;
        });
    }
    void shutdown() override {
        closed_ = true;
        pool_.shutdown();
    }

   private:
    httplib::ThreadPool pool_;
    std::atomic<std::size_t> waiting_{0};
    std::atomic<bool> closed_{false};
};

std::vector<std::string> all_headers(const httplib::Request& request, const char* name) {
    std::vector<std::string> values;
    for (auto [at, end] = request.headers.equal_range(name); at != end; ++at)
        values.push_back(at->second);
    return values;
}

void say(httplib::Response& response, int status, std::string_view text) {
    response.status = status;
    response.set_content(fmt::format("{}\n", text), "text/plain; charset=utf-8");
}

/// httplib compresses bodies, which takes longer than sending them on the same machine; it leaves providers alone.
void send(httplib::Response& response, WebAnswer answer) {
    response.status = answer.status;
    if (answer.stream) {
        response.set_chunked_content_provider(
            answer.type, [stream = std::move(answer.stream)](std::size_t, httplib::DataSink& sink) {
                stream([&](std::string_view part) { return sink.write(part.data(), part.size()); });
                sink.done();
                return true;
            });
        return;
    }
    const auto body = std::make_shared<const std::string>(std::move(answer.body));
    if (answer.status != 200 || body->empty()) return response.set_content(*body, answer.type);
    response.set_content_provider(body->size(), answer.type,
                                  [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                      return sink.write(body->data() + offset, length);
                                  });
}

/// The policy of the page itself stands in its head; what frames it can only be said here.
const httplib::Headers& security_headers() {
    static const httplib::Headers headers = {
        {"Content-Security-Policy",
         "frame-ancestors 'none'; form-action 'none'; base-uri 'none'; object-src 'none'; "
         "connect-src 'self'"},
        {"X-Frame-Options", "DENY"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cache-Control", "no-store"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
    };
    return headers;
}

std::string_view reason_of(int status) {
    switch (status) {
        case 404:
            return "there is no such page";
        case 413:
            return "the body is larger than 64 KiB";
        case 414:
            return "the address is too long";
        case 500:
            return "the server failed";
        default:
            return "the request cannot be read";
    }
}

}  // namespace

struct HttpServer::Implementation {
    httplib::Server server;
    int port = 0;
    std::string token = make_token();
};

HttpServer::HttpServer(int port) : implementation_(std::make_unique<Implementation>()) {
    httplib::Server& server = implementation_->server;
    server.new_task_queue = [] { return new BoundedPool; };
    server.set_keep_alive_max_count(1);
    server.set_keep_alive_timeout(2);
    server.set_read_timeout(kTimeout);
    server.set_write_timeout(kTimeout);
    server.set_payload_max_length(kMostBody);
    server.set_tcp_nodelay(true);
    server.set_default_headers(security_headers());
    // Not SO_REUSEPORT, which is httplib's choice: with it two servers may share a port.
    server.set_socket_options([](int socket) {
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    constexpr const char* kLoopback = "127.0.0.1";
    implementation_->port = port == 0                              ? server.bind_to_any_port(kLoopback)
                            : server.bind_to_port(kLoopback, port) ? port
                                                                   : -1;
    if (implementation_->port < 0)
        throw std::system_error(errno == 0 ? EADDRINUSE : errno, std::generic_category(),
                                fmt::format("cannot listen on port {}", port));
}

HttpServer::~HttpServer() = default;

std::string HttpServer::address() const {
    return fmt::format("http://127.0.0.1:{}/{}/", implementation_->port, implementation_->token);
}

void HttpServer::run(const Handler& handler, const std::atomic<bool>& stop) {
    httplib::Server& server = implementation_->server;
    server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
        const RequestHead head{request.method, request.path, all_headers(request, "Host"),
                               all_headers(request, "Origin"), request.get_header_value("Content-Type")};
        const std::optional<Refusal> refusal = refusal_of(head, implementation_->port, implementation_->token);
        if (!refusal) return httplib::Server::HandlerResponse::Unhandled;
        say(response, refusal->status, refusal->reason);
        return httplib::Server::HandlerResponse::Handled;
    });
    const auto answer = [&](const httplib::Request& request, httplib::Response& response) {
        send(response, handler({request.method == "POST", tail_of(request.path), request.body}));
    };
    server.Get(".*", answer);
    server.Post(".*", answer);
    server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
        if (response.body.empty()) say(response, response.status, reason_of(response.status));
    });
    const std::jthread watch([&](const std::stop_token& ended) {
        while (!stop && !ended.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        server.stop();
    });
    server.listen_after_bind();
}

}  // namespace chokepoint::cli
