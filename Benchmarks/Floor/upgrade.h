/* What the servers of the floor share: the listening socket and the answer to an upgrade request. Needs libssl-dev, for
 * SHA-1 and base64. */
#include "floor.h"
#include <openssl/evp.h>
#include <openssl/sha.h>

/* Answers the upgrade request in `in`, which is `n` bytes long; returns the answer's size, 0 where it is none. */
static int answer_upgrade(char *in, int n, char *out) {
    static const char name[] = "sec-websocket-key:", guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    in[n] = 0;
    char *key = strcasestr(in, name), joined[128];
    if (!key) return 0;
    key += sizeof name - 1;
    while (*key == ' ') key++;
    int used = strcspn(key, "\r ");
    if (used > 64) return 0;
    memcpy(joined, key, used);
    memcpy(joined + used, guid, sizeof guid - 1);
    unsigned char digest[SHA_DIGEST_LENGTH], accept[64];
    SHA1((unsigned char *)joined, used + sizeof guid - 1, digest);
    EVP_EncodeBlock(accept, digest, sizeof digest);
    return sprintf(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
}

/* A non-blocking socket that listens on 127.0.0.1. */
static int listen_on_loopback(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    struct sockaddr_in a = loopback(port);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (void *)&a, sizeof a) || listen(listener, 4096)) { perror("listen"); exit(1); }
    return listener;
}

/* As many file descriptors as a server of the floor can tell apart. */
#define MOST_FILES 1200000

/* Has epoll tell when a socket can be read. */
static void watch(int ep, int fd) {
    struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
}

/* Takes all clients that wait, and notes by their numbers that nothing is known of them yet. */
static void accept_all(int ep, int listener, uint8_t *known) {
    int one = 1;
    for (int c; (c = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
        setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        known[c] = 0;
        watch(ep, c);
    }
}
