/* TLS handshakes by OpenSSL alone, one after the other from one thread, verified, and reset as soon as they are done:
 * PORT CA_FILE HANDSHAKES [resume]. With `resume` each goes on with the ticket of a first one, which is not counted. */
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>

#include "floor.h"

static int port;
static SSL_SESSION *ticket;

static int keep_ticket(SSL *ssl, SSL_SESSION *session) {
    (void)ssl;
    if (ticket) return 0;
    ticket = session;
    return 1;
}

static void failed(const char *what) {
    perror(what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

/* One handshake; returns whether it was resumed. With `wait` it reads until the server's ticket has come. */
static int handshake(SSL_CTX *context, int wait) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct linger reset = {1, 0};
    struct sockaddr_in to = loopback(port);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    if (connect(fd, (void *)&to, sizeof to)) failed("connect");
    SSL *ssl = SSL_new(context);
    SSL_set_fd(ssl, fd);
    if (!wait && ticket) SSL_set_session(ssl, ticket);
    if (SSL_connect(ssl) != 1) failed("TLS handshake");
    while (wait && !ticket) {
        struct pollfd readable = {.fd = fd, .events = POLLIN};
        char nothing[1];
        if (poll(&readable, 1, 2000) != 1) failed("no ticket came");
        fcntl(fd, F_SETFL, O_NONBLOCK);
        SSL_read(ssl, nothing, sizeof nothing);
    }
    int resumed = SSL_session_reused(ssl);
    SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN); /* or OpenSSL would take the session for broken, and its ticket too */
    SSL_free(ssl);
    close(fd);
    return resumed;
}

int main(int argc, char **argv) {
    if (argc < 4) { fprintf(stderr, "usage: tls_client PORT CA_FILE HANDSHAKES [resume]\n"); return 2; }
    port = atoi(argv[1]);
    int handshakes = atoi(argv[3]), resumed = 0;
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    if (SSL_CTX_load_verify_locations(context, argv[2], NULL) != 1) failed("CA file");
    if (argc > 4) {
        SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
        SSL_CTX_sess_set_new_cb(context, keep_ticket);
        handshake(context, 1);
    }
    /* With a cache OpenSSL gives a ticket up as soon as it was used. */
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    double start = now(), used = cpu();
    for (int k = 0; k < handshakes; k++) resumed += handshake(context, 0);
    double wall = now() - start;
    printf("tls handshakes_per_s=%.0f cpu_us_per_handshake=%.3f resumed=%d\n", handshakes / wall,
           (cpu() - used) / handshakes * 1e6, resumed);
}
