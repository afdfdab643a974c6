/* A name whose addresses change, for a program that is started with this library before all others (LD_PRELOAD): for
 * `changing.test` the system's resolver is asked for the address that stands in the file TEST_ADDRESSES. No question leaves
 * the machine, and no setting of it is touched. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int lookup(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **list) {
    lookup *system_lookup = (lookup *)dlsym(RTLD_NEXT, "getaddrinfo");
    char address[64];
    if (host && strcmp(host, "changing.test") == 0) {
        const char *path = getenv("TEST_ADDRESSES");
        FILE *file = path ? fopen(path, "r") : NULL;
        if (!file) return EAI_NONAME;
        int found = fscanf(file, "%63s", address);
        fclose(file);
        if (found != 1) return EAI_NONAME;
        host = address;
    }
    return system_lookup(host, service, hints, list);
}
