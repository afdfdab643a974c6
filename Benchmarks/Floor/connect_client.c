/* Connects and upgrades, as fast as one thread can with a number of handshakes on their way at once, and resets each
 * connection as soon as it is upgraded, so that no port is left in TIME_WAIT: PORT CONNECTS AT_ONCE */
#include "floor.h"

static int ep, port;

/* Begins a connect from 127.0.0.2 and up, 20,000 from each address. */
static void begin(int number) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    if (fd < 0) { perror("socket"); exit(1); }
    struct linger reset = {1, 0};
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + number / 20000)};
    struct sockaddr_in to = loopback(port);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    if (bind(fd, (void *)&from, sizeof from)) { perror("bind"); exit(1); }
    if (connect(fd, (void *)&to, sizeof to) && errno != EINPROGRESS) { perror("connect"); exit(1); }
    struct epoll_event e = {.events = EPOLLOUT | EPOLLONESHOT, .data.fd = fd};
    epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
}

int main(int argc, char **argv) {
    if (argc < 4) { fprintf(stderr, "usage: connect_client PORT CONNECTS AT_ONCE\n"); return 2; }
    port = atoi(argv[1]);
    int connects = atoi(argv[2]), at_once = atoi(argv[3]), begun = 0, done = 0;
    ep = epoll_create1(0);
    struct epoll_event ev[1024];
    double start = now(), used = cpu();
    while (begun < connects && begun < at_once) begin(begun++);
    while (done < connects) {
        int ready = epoll_wait(ep, ev, 1024, 1000);
        if (!ready) { fprintf(stderr, "the server answers no more\n"); return 1; }
        for (int k = 0; k < ready; k++) {
            int fd = ev[k].data.fd;
            if (ev[k].events & EPOLLERR) { fprintf(stderr, "connect refused\n"); return 1; }
            if (ev[k].events & EPOLLOUT) {
                if (send(fd, REQUEST, sizeof REQUEST - 1, MSG_NOSIGNAL) < 0) { perror("send"); return 1; }
                struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
                epoll_ctl(ep, EPOLL_CTL_MOD, fd, &e);
                continue;
            }
            char answer[4096];
            int n = recv(fd, answer, sizeof answer - 1, 0);
            if (n < 16 || memcmp(answer, "HTTP/1.1 101", 12) || memcmp(answer + n - 4, "\r\n\r\n", 4)) {
                fprintf(stderr, "no upgrade\n");
                return 1;
            }
            close(fd);
            done++;
            if (begun < connects) begin(begun++);
        }
    }
    double wall = now() - start;
    printf("connect connects_per_s=%.0f cpu_us_per_connect=%.3f\n", connects / wall, (cpu() - used) / connects * 1e6);
}
