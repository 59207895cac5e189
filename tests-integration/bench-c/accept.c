/*
 * Real servers of the benches: accepts every connection to a port on any address, and closes it at once.
 *
 *   accept PORT
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int count, char **words) {
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? atoi(words[1]) : 80)};
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (listener < 0 || bind(listener, (struct sockaddr *)&any, sizeof any) || listen(listener, 65535)) {
        fprintf(stderr, "accept: port %s: %s\n", count > 1 ? words[1] : "80", strerror(errno));
        return 1;
    }
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client >= 0)
            close(client);
        else if (errno == EBADF || errno == EINVAL)
            return 1;
    }
}
