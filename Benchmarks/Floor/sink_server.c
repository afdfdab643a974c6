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
    int listener = listen_on_loopback(atoi(argv[1]));
    signal(SIGTERM, end);
    int ep = epoll_create1(0);
    struct epoll_event ev[1024];
    watch(ep, listener);
    static uint8_t known[MOST_FILES];
    static char in[1 << 20], out[1024];
    for (;;) {
        int ready = epoll_wait(ep, ev, 1024, -1);
        for (int k = 0; k < ready; k++) {
            int fd = ev[k].data.fd;
            if (fd == listener) {
                accept_all(ep, listener, known);
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
