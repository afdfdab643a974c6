/* What the floor programs share: clocks, the opening handshake and one masked frame.
 *
 * The floor is the least that a WebSocket echo round trip costs on this machine: no scripts, no
 * histograms, no error handling worth the name, one thread, one message in flight per connection.
 * Compare against it in the same run; an absolute figure means nothing on a shared machine. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Monotonic time in seconds. */
static inline double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

/* CPU time of this process, user and system, in seconds. */
static inline double cpu(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) * 1e-6;
}

static inline struct sockaddr_in loopback(int port) {
    struct sockaddr_in a = {0};
    a.sin_family = AF_INET;
    a.sin_port = htons(port);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}

/* The sample key of RFC 6455, section 1.3. */
#define KEY "dGhlIHNhbXBsZSBub25jZQ=="
#define REQUEST "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" \
                "Sec-WebSocket-Key: " KEY "\r\nSec-WebSocket-Version: 13\r\n\r\n"

/* A connected, upgraded, non-blocking socket to a WebSocket server on loopback. */
static inline int ws_connect(int port) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1, n = 0;
    struct sockaddr_in a = loopback(port);
    if (connect(fd, (void *)&a, sizeof a)) { perror("connect"); exit(1); }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (write(fd, REQUEST, sizeof REQUEST - 1) < 0) { perror("write"); exit(1); }
    char b[4096];
    do {
        int k = read(fd, b + n, sizeof b - 1 - n);
        if (k <= 0) { fprintf(stderr, "handshake ended early\n"); exit(1); }
        b[n += k] = 0;
    } while (!strstr(b, "\r\n\r\n"));
    if (strncmp(b, "HTTP/1.1 101", 12)) { fprintf(stderr, "no upgrade: %s\n", b); exit(1); }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

/* Writes one masked binary frame of `len` payload bytes (< 65536) to `p`; returns its whole size. */
static inline int masked_frame(uint8_t *p, int len) {
    int o = 0;
    p[o++] = 0x82;
    if (len < 126) p[o++] = 0x80 | len;
    else { p[o++] = 0x80 | 126; p[o++] = len >> 8; p[o++] = len; }
    uint32_t key = rand();
    uint64_t wide = (uint64_t)key << 32 | key, plain = 0x6161616161616161;
    memcpy(p + o, &key, 4);
    o += 4;
    int i = 0;
    for (; i + 8 <= len; i += 8) { uint64_t w = plain ^ wide; memcpy(p + o + i, &w, 8); }
    for (; i < len; i++) p[o + i] = 'a' ^ (uint8_t)(key >> 8 * (i & 3));
    return o + len;
}

/* Size of the unmasked echo of such a frame. */
static inline int echo_size(int len) { return len + (len < 126 ? 2 : 4); }

static inline void report(const char *name, int connections, int len, uint64_t messages, double wall, double used) {
    printf("%s connections=%d bytes=%d round_trips_per_s=%.0f cpu_us_per_round_trip=%.3f cpu_share=%.2f\n",
           name, connections, len, messages / wall, used / messages * 1e6, used / wall);
}
