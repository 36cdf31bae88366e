/* house.c: see house.h. */
#include "base/house.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

bool house_room(const char *folder, int64_t *bytes, int64_t *left)
{
    struct statvfs disk;

    if (statvfs(folder, &disk) != 0)
        return false;
    *bytes = (int64_t)disk.f_blocks * (int64_t)disk.f_frsize;
    *left = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    return true;
}

bool house_mark(const char *file, int64_t *at_us)
{
    struct stat mark;

    if (stat(file, &mark) != 0)
        return false;
    *at_us = mark.st_mtim.tv_sec * INT64_C(1000000) + mark.st_mtim.tv_nsec / 1000;
    return true;
}
