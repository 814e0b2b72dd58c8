r"""``spaceflight completion``: the scripts that make a shell ask us how a word goes on, and answers as it takes them.

The scripts hand over the line up to the cursor, for a shell parts it in its own way: bash takes ``flight=soy`` for
three words. Which part of an answer replaces what is typed is worked out here (`_replaced`).
"""

import os

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

from spaceflight_graph import printable
from spaceflight_graph.errors import SpaceflightError

_BASH = r"""_spaceflight_completion() {
    local word space
    compopt +o nospace
    COMPREPLY=()
    while IFS=$'\t' read -r space word; do
        [[ $word ]] && COMPREPLY+=("$word")
        [[ $space == none ]] && compopt -o nospace
        [[ $space == files ]] && { COMPREPLY=(); compopt -o default; }
    done < <(_LINE="${COMP_LINE:0:COMP_POINT}" _BREAKS="$COMP_WORDBREAKS" \
        _SPACEFLIGHT_COMPLETE=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F _spaceflight_completion spaceflight
"""
_ZSH = r"""#compdef spaceflight
_spaceflight_completion() {
    local -a values shown open
    local space word told line
    while IFS=$'\t' read -r space word told; do
        case $space in
            files) _files; return ;;
            none) open+=("$word") ;;
            space) values+=("$word"); shown+=("$word${told:+  -- $told}") ;;
        esac
    done < <(_LINE="${(j: :)words[1,CURRENT]}" _SPACEFLIGHT_COMPLETE=zsh_complete ${words[1]} 2>/dev/null)
    (( $#open )) && compadd -U -S '' -- $open
    (( $#values )) && compadd -U -l -V spaceflight -d shown -- $values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _spaceflight_completion "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef _spaceflight_completion spaceflight
fi
"""
_FISH = r"""function _spaceflight_completion
    env _LINE=(commandline -cp | string collect) _SPACEFLIGHT_COMPLETE=fish_complete spaceflight 2>/dev/null \
        | while read -l -d \t space word told
        if test "$space" = files
            __fish_complete_path (commandline -ct)
        else if test -n "$word"
            printf '%s\t%s\n' $word $told
        end
    end
end
complete --command spaceflight --no-files --arguments '(_spaceflight_completion)'
"""
_SCRIPTS = {"bash": _BASH, "fish": _FISH, "zsh": _ZSH}


class _Asked(ShellComplete):
    """What the scripts ask and how they are answered: how a word ends, the word, and what it is, a line each."""

    source_template = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and what is there of the one before it."""
        line = os.fsencode(os.environ.get("_LINE", "")).decode(errors="replace")
        *words, begun = split_arg_string(f"{line}x")  # so that there is a word
        return words[1:], begun[:-1]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Return how the word may go on; nothing where that cannot be told, for a prompt is no place for an error."""
        try:
            return super().get_completions(args, incomplete)
        except (SpaceflightError, OSError, click.ClickException):
            return []

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return the line of one answer."""
        if item.type != "plain":
            return "files"
        told = printable.line(" ".join((item.help or "").split()))
        return f"{'none' if item.value.endswith('=') else 'space'}\t{item.value}\t{told}"


class _Fish(_Asked):
    name = "fish"


class _Zsh(_Asked):
    name = "zsh"


class _Bash(_Asked):
    """Bash replaces what stands behind the last of its word breaks or behind an open quote, and shows words alone."""

    name = "bash"

    def complete(self) -> str:
        """Return the answers as bash takes them.

        It replaces what is typed by what they have in common, also where that is less: a blank one stops it.
        """
        _, begun = self.get_completion_args()
        line, breaks = os.environ.get("_LINE", ""), os.environ.get("_BREAKS", "")
        kept = len(begun) - len(_replaced(os.fsencode(line).decode(errors="replace"), breaks))
        answers = [line.split("\t") for line in super().complete().splitlines()]
        values = [answer[1][kept:] for answer in answers if len(answer) > 1]
        common = os.path.commonprefix(values)  # noqa: RUF071 - letters are meant, no folders
        if len(values) > 1 and len(common) < len(begun) - kept:
            answers.append(["space", begun[:kept] + " "])
        return "\n".join("\t".join([answer[0], *(word[kept:] for word in answer[1:2])]) for answer in answers)


def _replaced(line: str, breaks: str) -> str:
    """Return the part of the last word that bash replaces: from an open quote or the last word break on.

    >>> _replaced("spaceflight query x flight=soy", "=:"), _replaced("a b=c d", "="), _replaced("a b='c d", "=")
    ('soy', 'd', 'c d')
    """
    start, quote, escaped = 0, "", False
    for at, letter in enumerate(line):
        if escaped:
            escaped = False
        elif letter == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote, start = letter, at + 1
        elif letter in breaks or letter.isspace():
            start = at + 1
    return line[start:] if quote else split_arg_string(f"{line[start:]}x")[0][:-1]


def register() -> None:
    """Let click ask us where it would ask its own."""
    for asked in (_Bash, _Fish, _Zsh):
        add_completion_class(asked)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "fish", "zsh"]))
def command(shell: str) -> None:
    """Write the script that makes SHELL complete names, queries, parameters and their values.

    For bash and zsh, put it into ~/.bashrc or ~/.zshrc: eval "$(spaceflight completion bash)"

    For fish: spaceflight completion fish > ~/.config/fish/completions/spaceflight.fish

    It holds from the next shell on. What a person, flight or place is called is looked up in the local graph, by the
    beginning of any of its names: person=kan, flight=ms-0, person=宇.
    """
    from spaceflight_graph import output

    output.write(_SCRIPTS[shell])
