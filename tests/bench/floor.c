/* floor.c: the cheapest FastCGI answer of a given size: so many bytes from memory, nothing else. What libfcgi and nginx
 * cost by themselves; the bench holds our pages against it. floor BYTES, listening socket at descriptor 0. */
#include <fcgiapp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    FCGX_Request request;
    size_t size_bytes = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
    char *body = malloc(size_bytes + 1);
    char head[128];

    if (size_bytes == 0 || body == NULL || FCGX_Init() != 0 || FCGX_InitRequest(&request, 0, 0) != 0)
        return 1;
    memset(body, 'x', size_bytes);
    int head_bytes = snprintf(head, sizeof head,
                              "Status: 200\r\nContent-Type: text/html\r\nContent-Length: %zu\r\n\r\n",
                              size_bytes);
    while (FCGX_Accept_r(&request) == 0) {
        FCGX_PutStr(head, head_bytes, request.out);
        FCGX_PutStr(body, (int)size_bytes, request.out);
        FCGX_Finish_r(&request);
    }
    free(body);
    return 0;
}
