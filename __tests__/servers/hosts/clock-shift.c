/* Shifts the wall clock that the programs of a host see by the seconds in /etc/clock-shift; the kernel has one clock for all hosts.
   Loaded by /etc/ld.so.preload. Asks the kernel itself and reads the number by hand, so that any C library of 2011 or later loads it. */

#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long shift;

__attribute__((constructor)) static void read_shift(void) {
  char text[24] = {0};
  int file = open("/etc/clock-shift", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  if (read(file, text, sizeof text - 1) > 0) {
    const char *digit = text + (text[0] == '-');
    while (*digit >= '0' && *digit <= '9') shift = shift * 10 + (*digit++ - '0');
    if (text[0] == '-') shift = -shift;
  }
  close(file);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += shift;
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = syscall(SYS_gettimeofday, now, zone);
  if (result == 0 && now) now->tv_sec += shift;
  return result;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
