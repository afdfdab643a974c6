/* Echo server: PORT. A target that costs little, so that the client is what a run measures.
 * It knows whole frames under 64 KiB only and checks nothing: never a reference of correctness. */
#include "upgrade.h"

int main(int argc, char **argv) {
    if (argc < 2) { fprintf(stderr, "usage: echo_server PORT\n"); return 2; }
    int listener = listen_on_loopback(atoi(argv[1]));
    int ep = epoll_create1(0);
    struct epoll_event ev[1024];
    watch(ep, listener);
    static uint8_t upgraded[MOST_FILES], in[524288], out[524288];
    for (;;) {
        int ready = epoll_wait(ep, ev, 1024, -1);
        for (int k = 0; k < ready; k++) {
            int fd = ev[k].data.fd;
            if (fd == listener) {
                accept_all(ep, listener, upgraded);
                continue;
            }
            int r = recv(fd, in, sizeof in, 0);
            if (r <= 0) { close(fd); continue; }
            if (!upgraded[fd]) {
                int n = answer_upgrade((char *)in, r < 8192 ? r : 8192, (char *)out);
                upgraded[fd] = 1;
                if (n) send(fd, out, n, MSG_NOSIGNAL);
                else close(fd);
                continue;
            }
            int i = 0, w = 0;
            while (i + 6 <= r) {
                int len = in[i + 1] & 127, head = 2;
                if (len == 126) { len = in[i + 2] << 8 | in[i + 3]; head = 4; }
                if (i + head + 4 + len > r) break;
                uint8_t *key = in + i + head, *payload = key + 4;
                out[w++] = in[i];
                if (head == 2) out[w++] = len;
                else { out[w++] = 126; out[w++] = len >> 8; out[w++] = len; }
                for (int j = 0; j < len; j++) out[w + j] = payload[j] ^ key[j & 3];
                w += len;
                i += head + 4 + len;
            }
            if (w) send(fd, out, w, MSG_NOSIGNAL);
        }
    }
}
