/* Sends prepared bytes in blocks of 64 KiB as fast as the other side takes them: PORT CONNECTIONS SECONDS
 * What a flood of any frames costs at the least: nothing but the kernel's own copy of the same bytes. */
#include "floor.h"

int main(int argc, char **argv) {
    if (argc < 4) { fprintf(stderr, "usage: copy_flood PORT CONNECTIONS SECONDS\n"); return 2; }
    int port = atoi(argv[1]), connections = atoi(argv[2]);
    double seconds = atof(argv[3]);
    int ep = epoll_create1(0);
    for (int i = 0; i < connections; i++) {
        struct epoll_event e = {.events = EPOLLOUT, .data.fd = ws_connect(port)};
        epoll_ctl(ep, EPOLL_CTL_ADD, e.data.fd, &e);
    }
    static uint8_t block[64 * 1024];
    memset(block, 'a', sizeof block);
    struct epoll_event ev[1024];
    uint64_t bytes = 0;
    double start = now(), used = cpu();
    while (now() - start < seconds) {
        int ready = epoll_wait(ep, ev, 1024, 100);
        for (int k = 0; k < ready; k++) {
            int n = send(ev[k].data.fd, block, sizeof block, MSG_NOSIGNAL);
            if (n > 0) bytes += n;
            else if (errno != EAGAIN) { perror("send"); return 1; }
        }
    }
    double wall = now() - start, spent = cpu() - used;
    printf("copy connections=%d bytes_per_s=%.0f bytes_per_cpu_s=%.0f cpu_share=%.2f\n", connections, bytes / wall,
           bytes / spent, spent / wall);
}
