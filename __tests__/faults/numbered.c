/* Runs a command and numbers the system calls by which it and all its children change files; does something at one of them.
   numbered PLAN LOG COMMAND...: PLAN holds one line, `ACTION NUMBER`; ACTION is `count`, `kill-all` (every process of the
   cgroup), `kill-one` (who makes the call), `hold` (all of them wait for ever) or an errno. LOG gets a line for each call, `NUMBER NAME PATH`. Before it does
   anything, PLAN is removed, so that whatever runs next runs whole. Writes to one file one behind the other are one call. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum how { BY_PATH, BY_AT, BY_FD, OPEN_PATH, OPEN_AT, WRITE };
struct call { long number; const char *name; enum how how; };
static const struct call calls[] = {
#ifdef __NR_open
  {__NR_open, "open", OPEN_PATH}, {__NR_creat, "creat", BY_PATH}, {__NR_rename, "rename", BY_PATH},
  {__NR_mkdir, "mkdir", BY_PATH}, {__NR_rmdir, "rmdir", BY_PATH}, {__NR_unlink, "unlink", BY_PATH},
  {__NR_symlink, "symlink", BY_PATH}, {__NR_link, "link", BY_PATH}, {__NR_chmod, "chmod", BY_PATH},
#endif
#ifdef __NR_renameat
  {__NR_renameat, "renameat", BY_AT},
#endif
  {__NR_openat, "openat", OPEN_AT}, {__NR_renameat2, "renameat2", BY_AT}, {__NR_mkdirat, "mkdirat", BY_AT},
  {__NR_unlinkat, "unlinkat", BY_AT}, {__NR_symlinkat, "symlinkat", BY_PATH}, {__NR_linkat, "linkat", BY_AT},
  {__NR_fsync, "fsync", BY_FD}, {__NR_fdatasync, "fdatasync", BY_FD}, {__NR_syncfs, "syncfs", BY_FD},
  {__NR_ftruncate, "ftruncate", BY_FD}, {__NR_fchmodat, "fchmodat", BY_AT}, {__NR_fchownat, "fchownat", BY_AT},
  {__NR_write, "write", WRITE}, {__NR_writev, "writev", WRITE}, {__NR_pwrite64, "pwrite64", WRITE},
};
enum { CALLS = sizeof calls / sizeof *calls };

static void die(const char *what) { perror(what); exit(70); }

static int listen_to_calls(void) {
  struct sock_filter code[2 * CALLS + 4];
  unsigned short n = 0;
  code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (int i = 0; i < CALLS; i++) {
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[i].number, 0, 1);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  }
  code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {n, code};
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

static void send_fd(int socket, int fd) {
  char data = 0, space[CMSG_SPACE(sizeof fd)] = {0};
  struct iovec iov = {&data, 1};
  struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET, head->cmsg_type = SCM_RIGHTS, head->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(head), &fd, sizeof fd);
  if (sendmsg(socket, &message, 0) < 0) _exit(70);
}

static int receive_fd(int socket) {
  char data, space[CMSG_SPACE(sizeof(int))];
  struct iovec iov = {&data, 1};
  struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  int fd = -1;
  if (recvmsg(socket, &message, 0) != 1 || !CMSG_FIRSTHDR(&message)) die("numbered: no listener");
  memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
  return fd;
}

static void path_of(const struct seccomp_notif *notice, const struct call *call, char *path, size_t size) {
  unsigned long long at = call->how == BY_AT || call->how == OPEN_AT ? notice->data.args[1] : notice->data.args[0];
  path[0] = 0;
  if (call->how == BY_FD || call->how == WRITE) {
    char link[64];
    snprintf(link, sizeof link, "/proc/%u/fd/%llu", notice->pid, notice->data.args[0]);
    ssize_t got = readlink(link, path, size - 1);
    path[got < 0 ? 0 : got] = 0;
    return;
  }
  struct iovec here = {path, size - 1}, there = {(void *)(unsigned long)at, size - 1};
  ssize_t got = process_vm_readv((pid_t)notice->pid, &here, 1, &there, 1, 0);
  if (got <= 0) {
    /* It may end at the end of a page. */
    there.iov_len = here.iov_len = 4096 - (size_t)(at & 4095) < size - 1 ? 4096 - (size_t)(at & 4095) : size - 1;
    got = process_vm_readv((pid_t)notice->pid, &here, 1, &there, 1, 0);
  }
  path[got < 0 ? 0 : got] = 0;
}

static int counts(const struct seccomp_notif *notice, const struct call *call, const char *path) {
  unsigned long long flags = call->how == OPEN_AT ? notice->data.args[2] : call->how == OPEN_PATH ? notice->data.args[1] : O_WRONLY;
  if (!(flags & (O_WRONLY | O_RDWR | O_CREAT))) return 0;
  if (call->how == BY_FD || call->how == WRITE) {
    if (path[0] != '/') return 0;
  }
  return strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6) && strncmp(path, "/sys/", 5);
}

static void read_all(const char *path, char *text, size_t size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? 0 : read(fd, text, size - 1);
  text[got < 0 ? 0 : got] = 0;
  if (fd >= 0) close(fd);
}

/* Those of our cgroup, ourselves last. */
static void kill_all(void) {
  char own[4096], other[4096], path[300];
  read_all("/proc/self/cgroup", own, sizeof own);
  for (int turn = 0; turn < 3; turn++) {
    DIR *all = opendir("/proc");
    for (struct dirent *one; all && (one = readdir(all));) {
      int pid = atoi(one->d_name);
      if (pid <= 0 || pid == getpid()) continue;
      snprintf(path, sizeof path, "/proc/%d/cgroup", pid);
      read_all(path, other, sizeof other);
      if (strcmp(own, other) == 0) kill(pid, SIGKILL);
    }
    if (all) closedir(all);
  }
  kill(getpid(), SIGKILL);
}

static void ignore(int number) { (void)number; }

int main(int argc, char **argv) {
  char plan[100], action[50] = "count", path[512], last[600] = "", now[600];
  int number = 0, when = 0, pair[2], status = 0, code = 0;
  if (argc < 4) return 64;
  read_all(argv[1], plan, sizeof plan);
  sscanf(plan, "%49s %d", action, &when);
  FILE *log = fopen(argv[2], "we");
  if (!log || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) die("numbered");
  signal(SIGCHLD, ignore);
  pid_t child = fork();
  if (child == 0) {
    int listener = listen_to_calls();
    if (listener < 0) _exit(71);
    send_fd(pair[1], listener);
    close(listener);
    execv(argv[3], argv + 3);
    _exit(72);
  }
  close(pair[1]);
  int listener = receive_fd(pair[0]);
  for (;;) {
    struct pollfd ready = {listener, POLLIN, 0};
    if (waitpid(child, &status, WNOHANG) == child) break;
    if (poll(&ready, 1, 100) <= 0 || !(ready.revents & POLLIN)) continue;
    struct seccomp_notif notice = {0};
    struct seccomp_notif_resp answer = {0};
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notice)) continue;
    answer.id = notice.id;
    answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    const struct call *call = calls;
    while (call->number != notice.data.nr) call++;
    path_of(&notice, call, path, sizeof path);
    if (counts(&notice, call, path)) {
      snprintf(now, sizeof now, "%d %u %s", call->how == WRITE, notice.pid, path);
      int again = call->how == WRITE && strcmp(now, last) == 0;
      strcpy(last, now);
      if (!again) {
        number++;
        fprintf(log, "%d %s %s\n", number, call->name, path);
        fflush(log);
        if (number == when && strcmp(action, "count")) {
          unlink(argv[1]);
          if (!strcmp(action, "kill-all")) kill_all();
          else if (!strcmp(action, "kill-one")) kill((pid_t)notice.pid, SIGKILL);
          else if (!strcmp(action, "hold")) for (;;) pause();
          else code = atoi(action), answer.flags = 0, answer.error = -code;
        }
      }
    }
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
