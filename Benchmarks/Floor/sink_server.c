/* Takes whatever comes and throws it away: PORT. Upgrades a WebSocket client; bytes that are no HTTP request it just
 * takes. The least that a one-way flood can be sent to. Prints the bytes taken when it is ended by SIGTERM. */
#include "upgrade.h"
#include <signal.h>

static uint64_t taken;

static void end(int signal) {
    printf("sink bytes=%llu cpu_s=%.3f\n", (unsigned long long)taken, cpu());
    fflush(stdout);
    _exit(0);
}

int main(int argc, char **argv) {
    if (argc < 2) { fprintf(stderr, "usage: sink_server PORT\n"); return 2; }
    int listener = listen_on_loopback(atoi(argv[1])), one = 1;
    signal(SIGTERM, end);
    int ep = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN, .data.fd = listener}, ev[1024];
    epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);
    static uint8_t known[1200000];
    static char in[1 << 20], out[1024];
    for (;;) {
        int ready = epoll_wait(ep, ev, 1024, -1);
        for (int k = 0; k < ready; k++) {
            int fd = ev[k].data.fd;
            if (fd == listener) {
                for (int c; (c = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
                    setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    known[c] = 0;
                    struct epoll_event n = {.events = EPOLLIN, .data.fd = c};
                    epoll_ctl(ep, EPOLL_CTL_ADD, c, &n);
                }
                continue;
            }
            /* MSG_TRUNC takes the bytes of a TCP stream without copying them. */
            int r = known[fd] ? recv(fd, NULL, sizeof in, MSG_TRUNC) : recv(fd, in, sizeof in - 1, 0);
            if (r <= 0) { close(fd); continue; }
            taken += r;
            if (known[fd]) continue;
            known[fd] = 1;
            if (memcmp(in, "GET ", 4)) continue;
            int n = answer_upgrade(in, r < 8192 ? r : 8192, out);
            if (n) send(fd, out, n, MSG_NOSIGNAL);
            else close(fd);
        }
    }
}
