"""What a submission may not do while it is graded: use up the machine, read around, call out.

`apply(folder, refused)` limits this process for good and returns what could not be done here, in words:

- memory and the size of files, by the system's limits for processes;
- files, by Landlock (Linux 5.13 or newer): Python, this package and the system's /usr can be read, only `folder` can
  be written, no program can be started, no process outside can be touched;
- the network and processes that outlive this one, by namespaces of its own (Linux, where users may make them);
- and on every platform a hook of Python's that refuses files, programs and connections with a clear message, which it
  notes in `refused`. It keeps honest people honest; who is determined can get around a hook.

`allow(seconds)` ends the process once it has computed for so much longer: seconds of computing, because on a busy
machine the clock says little.

What this file does not do: end a process that sleeps. Who waits for it does.

Sources: man pages landlock(7), unshare(2), setrlimit(2); Linux's include/uapi/linux/landlock.h.
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from functools import partial
from pathlib import Path

MEMORY, FILE = 2 << 30, 10 << 20  # bytes
SECONDS = 15  # of computing, for a cell or a call
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # system calls, the same on every architecture
READ, READ_DIR, WRITE = 1 << 2, 1 << 3, 1 << 1
NEW_USER, NEW_PID, NEW_NET = 0x10000000, 0x20000000, 0x40000000
NO_NEW_PRIVILEGES, DIE_WITH_PARENT = 38, 1
libc = ctypes.CDLL(None, use_errno=True)


def apply(folder, refused):
    """Limit this process; returns what could not be limited. What it asks for in vain will be in the list `refused`."""
    readable = readable_folders()
    missing = []
    for name, limit in (
        ("memory", limit_sizes),
        ("network", leave_the_network),
        ("files", partial(limit_files, folder, readable)),
    ):
        try:
            limit()
        except (OSError, AttributeError, ValueError):  # no such call on this platform, or it is not allowed
            missing.append(name)
    sys.addaudithook(hook(folder, readable, refused))
    return missing


def allow(seconds):
    """Let this process compute for `seconds` more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def readable_folders():
    """Where Python, its packages, this package and the system's libraries are."""
    package = Path(__file__).parents[1]
    packages = [path for path in sys.path if path.endswith(("-packages", "lib-dynload", ".zip"))]
    system = ["/usr", "/lib", "/lib64"]
    folders = [package, sys.prefix, sys.base_prefix, Path(os.__file__).parent, *packages, *system]
    return [path for path in map(Path, folders) if path.exists()]


def in_reach(folder):
    """Does a folder lie where a submission may read, since Python or the system has something there?"""
    return any(folder.resolve().is_relative_to(path.resolve()) for path in readable_folders())


def limit_sizes():
    """Memory, files and core dumps."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def leave_the_network():
    """Go on in a child that sees no network and no process but its own; what it starts ends with it.

    Before this, NumPy may have started no threads (`session.ONE_THREAD`): such a process is not let go.

    In a child's child, to be exact: the first process of a namespace cannot be ended by the limit of computing.
    """
    checked(libc.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0))
    checked(libc.unshare(NEW_USER | NEW_PID | NEW_NET))
    for _ in range(2):
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            os._exit(0)
        checked(libc.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0))


def limit_files(folder, readable):
    """Landlock: everything that it can forbid is forbidden, then some folders are opened again."""
    version = checked(libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1))
    actions = 13 + (version >= 2) + (version >= 3) + (version >= 5)  # of files, that this kernel knows
    everything = (1 << actions) - 1
    handled = struct.pack("QQQ", everything, 3 * (version >= 4), 3 * (version >= 6))  # files, TCP, processes outside
    size = 8 + 8 * (version >= 4) + 8 * (version >= 6)
    rules = checked(libc.syscall(CREATE_RULESET, handled, ctypes.c_size_t(size), 0))
    allowed = [(path, READ | READ_DIR) for path in readable] + [(folder, everything), (os.devnull, READ | WRITE)]
    for path, actions in allowed:
        fd = os.open(path, os.O_PATH)
        actions = actions if os.path.isdir(path) else actions & ~READ_DIR
        checked(libc.syscall(ADD_RULE, rules, 1, struct.pack("=Qi", actions, fd), 0))
        os.close(fd)
    checked(libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    checked(libc.syscall(RESTRICT_SELF, rules, 0))
    os.close(rules)


def checked(result):
    """The result of a call into the C library. Raises OSError where it failed."""
    if result < 0:
        raise OSError(ctypes.get_errno(), "not possible here")
    return result


def hook(folder, readable, refused):
    """An audit hook: see https://docs.python.org/3/library/audit_events.html"""
    open_to_it = tuple(os.path.realpath(path) + os.sep for path in (folder, *readable))
    closed = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec",
              "os.posix_spawn", "os.fork")  # fmt: skip

    def guard(event, args):
        if event in closed:
            refuse(f"{event} is not possible while this is graded")
        if event == "open" and not isinstance(args[0], int):
            path = os.path.realpath(os.fsdecode(args[0]))
            if path != os.devnull and not path.startswith(open_to_it):
                refuse("files outside the folder of your own cannot be opened while this is graded")

    def refuse(why):
        if why not in refused and not importing():
            refused.append(why)
        raise PermissionError(why)

    return guard


def importing():
    """Is a module being imported? Matplotlib looks for fonts then, and no student has asked it to."""
    frame = sys._getframe()
    while frame and frame.f_code.co_filename != "<frozen importlib._bootstrap>":
        frame = frame.f_back
    return frame is not None
