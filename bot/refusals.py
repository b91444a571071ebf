"""What is said instead of doing: one plain sentence for whoever typed the command."""


class Refusal(Exception):
    """The command will not be carried out and nothing was changed; ends with exit code 2.

    The message is Indonesian, names the setting or the file, and says what to do.
    """
