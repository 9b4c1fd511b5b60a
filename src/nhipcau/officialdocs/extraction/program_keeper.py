"""Runs one outside program and ends it, with all that it started, when its caller is gone.

    python -I -S program_keeper.py CALLER FOLDER SECONDS MEMORY FILE-SIZE PROGRAM [ARGUMENT …]

Standard input is a pipe that nobody writes to. That it is closed says that the caller, the process CALLER, wants no
more or is gone, even by a signal that no program can catch. Then the program is ended and FOLDER, which holds the
document, is removed. The program may have so many seconds of a processor, so many bytes of memory, so many in a file.
Ends with the program's status.

It knows nothing of this package, so that it starts at once.
"""

import ctypes
import os
import resource
import select
import shutil
import signal
import sys
from contextlib import suppress

# PR_SET_PDEATHSIG of <sys/prctl.h>.
_DIE_WITH_PARENT = 1
# A caller whose end of the pipe another process has a copy of is looked after by its number.
_LOOKS_EVERY = 1.0
_NOT_STARTED, _KILLED = 127, 128


def main(caller: int, folder: str, bounds: tuple[int, int, int], command: list[str]) -> int:
    """Run the program; gives its status, as a shell tells it."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    program = os.fork()
    if not program:
        _be(command, bounds)
    with suppress(OSError):
        os.setpgid(program, program)
    is_wanted = True
    while is_wanted and not _has_ended(program):
        ready, _, _ = select.select([0, woken], [], [], _LOOKS_EVERY)
        is_wanted = 0 not in ready and os.getppid() == caller
    with suppress(OSError):
        # Until it is waited for, nobody else can have its number.
        os.killpg(program, signal.SIGKILL)
    _, status = os.waitpid(program, 0)
    if not is_wanted:
        shutil.rmtree(folder, ignore_errors=True)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else _KILLED - code


def _has_ended(program: int) -> bool:
    return os.waitid(os.P_PID, program, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _be(command: list[str], bounds: tuple[int, int, int]) -> None:
    """Become the program."""
    try:
        os.setpgid(0, 0)
        seconds, memory, file_size = bounds
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.execvp(command[0], command)  # noqa: S606 -- the caller's own words
    finally:
        os._exit(_NOT_STARTED)


if __name__ == "__main__":
    _caller, _folder, _seconds, _memory, _file_size, *_command = sys.argv[1:]
    sys.exit(main(int(_caller), _folder, (int(_seconds), int(_memory), int(_file_size)), _command))
