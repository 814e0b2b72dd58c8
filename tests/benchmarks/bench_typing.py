"""How long one waits for `find`, `list` and completion: processor time of whole processes, the median of many.

    python tests/benchmarks/bench_typing.py STORE

The limit is 150 ms; `import click, pyoxigraph` is what no command can go below.
"""

import os
import resource
import statistics
import subprocess
import sys

RUN = [sys.executable, "-c", "from spaceflight_graph.__main__ import run; run()"]
LIMIT = 150
COMMANDS = (
    "find 联盟MS-07",
    "find shkaplerov anton",
    "find soyus",
    "find qqqzzz",
    "list",
    "list Spacewalk",
    "list Event",
)
BEGUN = (
    "", "query cr", "query crew-of-flight ", "query crew-of-flight flight=soy", "query crew-of-flight flight=MS-07",
    "query flights-of-person person=", "explain s", "explain ", "explain soyuz-ms-07 l", "list S",
)  # fmt: skip


def milliseconds(command: list[str], environment: dict[str, str], times: int = 15) -> float:
    """Return the median processor time of a command."""
    taken = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return 1000 * statistics.median(taken)


def main(store: str) -> None:
    """Print a line for each."""
    floor = [sys.executable, "-c", "import click, pyoxigraph"]
    cases: dict[str, tuple[list[str], dict[str, str]]] = {floor[-1]: (floor, {})}
    cases |= {f"spaceflight {text}": ([*RUN, *text.split()], {}) for text in COMMANDS}
    for begun in BEGUN:
        line = {"_SPACEFLIGHT_COMPLETE": "zsh_complete", "_LINE": f"spaceflight {begun}"}
        cases[f"spaceflight {begun}<Tab>"] = (RUN, line)
    slow = 0
    for name, (command, environment) in cases.items():
        took = milliseconds(command, environment | {"SPACEFLIGHT_STORE": store})
        slow += took > LIMIT
        print(f"{took:6.0f} ms  {name}")
    print(f"{slow} of {len(cases)} above {LIMIT} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
