"""Where the program begins: ``spaceflight`` and ``python -m spaceflight_graph``. Ctrl-C is one message from here on."""

import signal
import sys


def run() -> None:
    """Run the command line."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # one who starts us in the background may stop us, too
    try:
        from spaceflight_graph.cli import run as run_command_line  # most of the start is this import

        run_command_line()
    except KeyboardInterrupt:
        sys.stderr.write("Error: interrupted. Nothing half-done is left behind; run the command again.\n")
        raise SystemExit(2) from None


if __name__ == "__main__":
    run()
