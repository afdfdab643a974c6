/* A name whose addresses a test chooses, for a program that is started with this library before all others (LD_PRELOAD):
 * for `changing.test` the system's resolver is asked for the addresses that stand in the file TEST_ADDRESSES, one a line. No
 * question leaves the machine, and no setting of it is touched. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int lookup(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **list) {
    lookup *system_lookup = (lookup *)dlsym(RTLD_NEXT, "getaddrinfo");
    if (!host || strcmp(host, "changing.test") != 0) return system_lookup(host, service, hints, list);
    const char *path = getenv("TEST_ADDRESSES");
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file) return EAI_NONAME;
    struct addrinfo **end = list;
    int result = EAI_NONAME;
    char address[64];
    *list = NULL;
    while (fscanf(file, "%63s", address) == 1) {
        result = system_lookup(address, service, hints, end);
        if (result != 0) break;
        while (*end) end = &(*end)->ai_next;
    }
    fclose(file);
    return result;
}
