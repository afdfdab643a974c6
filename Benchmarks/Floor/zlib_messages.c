/* Compresses and inflates messages with zlib and does nothing else: SIZE LEVEL SECONDS
 * Each message is a slice of a block of random letters, at a random place, and is compressed alone, with the mark of a
 * flush at its end: what a client does to every message of a round trip with permessage-deflate and no context takeover. */
#include "floor.h"
#include <zlib.h>

#define PLACES 4096

static uint64_t state = 1;
static uint64_t draw(void) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return state;
}

int main(int argc, char **argv) {
    if (argc < 4) { fprintf(stderr, "usage: zlib_messages SIZE LEVEL SECONDS\n"); return 2; }
    int size = atoi(argv[1]), level = atoi(argv[2]);
    double seconds = atof(argv[3]);
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint8_t *block = malloc(size + PLACES), *packed = malloc(2 * size + 1024), *whole = malloc(size + 1);
    for (int i = 0; i < size + PLACES; i++) block[i] = letters[draw() & 63];
    z_stream out = {0}, in = {0};
    if (deflateInit2(&out, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) || inflateInit2(&in, -15)) return 1;
    uint64_t messages = 0, bytes = 0;
    double start = now(), used = cpu();
    while (now() - start < seconds) {
        for (int turn = 0; turn < 16; turn++, messages++) {
            deflateReset(&out);
            out.next_in = block + (draw() & (PLACES - 1)), out.avail_in = size;
            out.next_out = packed, out.avail_out = 2 * size + 1024;
            deflate(&out, Z_SYNC_FLUSH);
            int count = 2 * size + 1024 - out.avail_out;
            bytes += count - 4;
            inflateReset(&in);
            in.next_in = packed, in.avail_in = count;
            in.next_out = whole, in.avail_out = size + 1;
            inflate(&in, Z_SYNC_FLUSH);
            if (in.avail_out != 1) { fprintf(stderr, "inflated to another size\n"); return 1; }
        }
    }
    printf("zlib bytes=%d level=%d cpu_us_per_message=%.3f share=%.3f\n", size, level, (cpu() - used) / messages * 1e6,
           (double)bytes / messages / size);
}
