/*
 * Error numbers that lvsd knows by name; others are shown by number.
 *
 * System headers: <errno.h>
 */
#ifndef LVSD_ERRNO_H
#define LVSD_ERRNO_H

#define LVSD_EPERM 1            /* Operation not permitted */
#define LVSD_ENOENT 2           /* No such file or directory */
#define LVSD_ESRCH 3            /* No such process */
#define LVSD_EINTR 4            /* Interrupted system call */
#define LVSD_EIO 5              /* Input/output error */
#define LVSD_ENXIO 6            /* No such device or address */
#define LVSD_E2BIG 7            /* Argument list too long */
#define LVSD_EBADF 9            /* Bad file descriptor */
#define LVSD_EAGAIN 11          /* Resource temporarily unavailable */
#define LVSD_ENOMEM 12          /* Cannot allocate memory */
#define LVSD_EACCES 13          /* Permission denied */
#define LVSD_EFAULT 14          /* Bad address */
#define LVSD_EBUSY 16           /* Device or resource busy */
#define LVSD_EEXIST 17          /* File exists */
#define LVSD_ENODEV 19          /* No such device */
#define LVSD_ENOTDIR 20         /* Not a directory */
#define LVSD_EISDIR 21          /* Is a directory */
#define LVSD_EINVAL 22          /* Invalid argument */
#define LVSD_ENFILE 23          /* Too many open files in system */
#define LVSD_EMFILE 24          /* Too many open files */
#define LVSD_EFBIG 27           /* File too large */
#define LVSD_ENOSPC 28          /* No space left on device */
#define LVSD_EROFS 30           /* Read-only file system */
#define LVSD_EPIPE 32           /* Broken pipe */
#define LVSD_EDOM 33            /* Numerical argument out of domain */
#define LVSD_ERANGE 34          /* Numerical result out of range */
#define LVSD_EDEADLK 35         /* Resource deadlock avoided */
#define LVSD_ENOSYS 38          /* Function not implemented */
#define LVSD_ENODATA 61         /* No data available */
#define LVSD_EOVERFLOW 75       /* Value too large for defined data type */
#define LVSD_ENOTSOCK 88        /* Socket operation on non-socket */
#define LVSD_EDESTADDRREQ 89    /* Destination address required */
#define LVSD_EMSGSIZE 90        /* Message too long */
#define LVSD_ENOPROTOOPT 92     /* Protocol not available */
#define LVSD_EPROTONOSUPPORT 93 /* Protocol not supported */
#define LVSD_ESOCKTNOSUPPORT 94 /* Socket type not supported */
#define LVSD_EOPNOTSUPP 95      /* Operation not supported */
#define LVSD_EPFNOSUPPORT 96    /* Protocol family not supported */
#define LVSD_EAFNOSUPPORT 97    /* Address family not supported by protocol */
#define LVSD_EADDRINUSE 98      /* Address already in use */
#define LVSD_EADDRNOTAVAIL 99   /* Cannot assign requested address */
#define LVSD_ENETDOWN 100       /* Network is down */
#define LVSD_ENETUNREACH 101    /* Network is unreachable */
#define LVSD_ECONNABORTED 103   /* Software caused connection abort */
#define LVSD_ECONNRESET 104     /* Connection reset by peer */
#define LVSD_ENOBUFS 105        /* No buffer space available */
#define LVSD_EISCONN 106        /* Transport endpoint is already connected */
#define LVSD_ENOTCONN 107       /* Transport endpoint is not connected */
#define LVSD_ETIMEDOUT 110      /* Connection timed out */
#define LVSD_ECONNREFUSED 111   /* Connection refused */
#define LVSD_EHOSTDOWN 112      /* Host is down */
#define LVSD_EHOSTUNREACH 113   /* No route to host */
#define LVSD_EALREADY 114       /* Operation already in progress */
#define LVSD_EINPROGRESS 115    /* Operation now in progress */
#define LVSD_ECANCELED 125      /* Operation canceled */

#endif
