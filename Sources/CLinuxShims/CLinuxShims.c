#define _GNU_SOURCE
#include "CLinuxShims.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int squall_accept(int listener) {
    return accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int squall_epoll_wait(int epoll, struct epoll_event *events, int capacity, const struct timespec *timeout) {
#if __GLIBC_PREREQ(2, 35)
    return epoll_pwait2(epoll, events, capacity, timeout, 0);
#else
    (void)epoll, (void)events, (void)capacity, (void)timeout;
    errno = ENOSYS;
    return -1;
#endif
}

int squall_set_timer_slack(unsigned long nanoseconds) {
    return prctl(PR_SET_TIMERSLACK, nanoseconds, 0, 0, 0);
}

int squall_allowed_cores(int *cores, int capacity) {
    cpu_set_t set;
    int count = 0;
    if (sched_getaffinity(0, sizeof set, &set)) return 0;
    for (int core = 0; core < CPU_SETSIZE && count < capacity; core++)
        if (CPU_ISSET(core, &set)) cores[count++] = core;
    return count;
}

int squall_exit_with_parent(int parent) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL)) return -1;
    /* It may have ended already. */
    if (getppid() != parent) raise(SIGKILL);
    return 0;
}

void squall_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

const void *squall_find(const void *bytes, size_t size, const void *wanted, size_t wanted_size) {
    return memmem(bytes, size, wanted, wanted_size);
}
