"""Where the program begins: ``spaceflight`` and ``python -m spaceflight_graph``. Ctrl-C is one message from here on."""

import atexit
import gc
import os
import signal
import sys


def run() -> None:
    """Run the command line."""
    gc.set_threshold(100_000)  # what is imported stays: to look through it for what may go takes a tenth of a query
    signal.signal(signal.SIGINT, signal.default_int_handler)  # one who starts us in the background may stop us, too
    try:
        from spaceflight_graph.cli import run as run_command_line  # most of the start is this import

        run_command_line()
    except KeyboardInterrupt:
        sys.stderr.write("Error: interrupted. Nothing half-done is left behind; run the command again.\n")
        raise SystemExit(2) from None
    except SystemExit as ended:
        _end(ended.code if isinstance(ended.code, int) else 0)
        raise


def _end(code: int) -> None:
    """End the process without taking apart what it has loaded, which takes as long as a query; or return.

    What others have left to be done at the end is done, and what has not been written yet is.
    """
    try:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError, KeyboardInterrupt):
        return  # Python tells of it at its own end
    os._exit(code)


if __name__ == "__main__":
    run()
