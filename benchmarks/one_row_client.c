/* Asks for one row again and again over several connections, each with one request under way, and
   costs as little as it can: it shares the processors with the server that it measures.

   one_row_client PORT CONNECTIONS REQUESTS < request
   Prints what it took: seconds in all, its own CPU seconds, then the seconds of each request. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 256, ANSWER = 1 << 16, WAIT_MS = 120000 };

typedef struct {
    int socket, got;
    double begun;
    char answer[ANSWER];
} Connection;

static Connection connections[MOST];
static char request[1 << 20];
static size_t length;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void fail(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(1);
}

static void ask(Connection *one)
{
    one->got = 0;
    one->begun = now();
    if (write(one->socket, request, length) != (ssize_t)length)
        fail("a request could not be written");
}

/* Whether the answer is whole; a failed one ends the program. */
static int is_whole(Connection *one)
{
    const ssize_t n = read(one->socket, one->answer + one->got, (size_t)(ANSWER - 1 - one->got));
    if (n <= 0)
        fail("the server closed the connection");
    one->got += (int)n;
    one->answer[one->got] = 0;
    const char *end = strstr(one->answer, "\r\n\r\n");
    if (!end)
        return 0;
    if (strncmp(one->answer, "HTTP/1.1 200", 12) != 0)
        fail(one->answer);
    const char *size = strcasestr(one->answer, "\r\ncontent-length:");
    if (!size || size > end)
        fail("an answer without its length");
    return one->got >= end + 4 - one->answer + atoi(size + 17);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        fail("one_row_client PORT CONNECTIONS REQUESTS < request");
    const int n_connections = atoi(argv[2]), n = atoi(argv[3]);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    const int on = 1, queue = epoll_create1(0);
    double *seconds = malloc((size_t)n * sizeof(double));
    int sent = 0, done = 0;

    length = fread(request, 1, sizeof request, stdin);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    if (n_connections < 1 || n_connections > MOST || n < n_connections || !seconds)
        fail("too many connections or too few requests");
    for (int i = 0; i < n_connections; i++) {
        struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = connections + i};
        const int made = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(made, (struct sockaddr *)&address, sizeof address))
            fail("nothing listens");
        setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connections[i].socket = made;
        epoll_ctl(queue, EPOLL_CTL_ADD, made, &wanted);
    }
    const double begun = now();
    for (; sent < n_connections; sent++)
        ask(connections + sent);
    while (done < n) {
        struct epoll_event ready[MOST];
        const int found = epoll_wait(queue, ready, MOST, WAIT_MS);
        if (found <= 0)
            fail("no answer for two minutes");
        for (int i = 0; i < found; i++) {
            Connection *one = ready[i].data.ptr;
            if (!is_whole(one))
                continue;
            seconds[done++] = now() - one->begun;
            if (sent < n) {
                ask(one);
                sent++;
            }
        }
    }
    const double taken = now() - begun;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%.9f\n%.6f\n", taken,
           (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6);
    for (int i = 0; i < n; i++)
        printf("%.9f\n", seconds[i]);
    return 0;
}
