"""The commands of the command line, a file each: thin faces on public functions of the package."""
