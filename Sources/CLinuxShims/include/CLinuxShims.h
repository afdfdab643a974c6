/* What the Glibc module leaves out of Linux: headers that it does not include, and calls that the importer cannot
 * read because they are GNU extensions, macros or take variable arguments. */
#ifndef SQUALL_LINUX_SHIMS_H
#define SQUALL_LINUX_SHIMS_H

#include <netinet/tcp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

/* accept4 without the peer's address: non-blocking, closed on exec. */
int squall_accept(int listener);
/* epoll_pwait2, or -1 with ENOSYS where the C library or the kernel has none. */
int squall_epoll_wait(int epoll, struct epoll_event *events, int capacity, const struct timespec *timeout);
/* The slack of this thread's timers (prctl PR_SET_TIMERSLACK). */
int squall_set_timer_slack(unsigned long nanoseconds);
/* Cores that this process may use; at most `capacity` of their numbers go to `cores`. */
int squall_allowed_cores(int *cores, int capacity);
/* Has the kernel end this process when the thread that started it, of the process `parent`, ends. */
int squall_exit_with_parent(int parent);
/* Names the calling thread, for debuggers and `top -H`. */
void squall_name_thread(const char *name);
/* The first place of `wanted` in `bytes` (memmem), or null. */
const void *squall_find(const void *bytes, size_t size, const void *wanted, size_t wanted_size);

/* Begins to fetch the line of memory at an address into the processor's caches. */
static inline void squall_prefetch(const void *address) { __builtin_prefetch(address, 1); }

#endif
