"""A mail server that takes everything and keeps it."""

import socket
import threading
from contextlib import suppress


class MailSink:
    """Speaks SMTP on a host (RFC 5321), just enough; `mails` are the texts that came. One that does not answer
    takes connections and says nothing."""

    def __init__(self, host, port=2525, answers=True):
        with host.inside():
            self.socket = socket.create_server((host.address, port))
        self.mails = []
        if not answers:
            return
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        """Takes one connection after the other, until it is closed."""
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with suppress(OSError), connection, connection.makefile("rwb") as stream:
                self.talk(stream)  # a client that ends in the midst of it ends nobody else's

    def talk(self, stream):
        """One connection."""
        reply(stream, "220 sink")
        for line in stream:
            verb = line.strip().upper()
            if verb == b"DATA":
                reply(stream, "354 go on")
                self.mails.append(text(stream))
            reply(stream, "221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def subjects(self):
        """The subjects of all mails, in their order."""
        return [line.removeprefix("Subject: ") for mail in list(self.mails) for line in mail.splitlines()
                if line.startswith("Subject: ")]

    def close(self):
        """Takes no more."""
        self.socket.close()


def reply(stream, answer):
    """Sends one answer."""
    stream.write(f"{answer}\r\n".encode())
    stream.flush()


def text(stream):
    """The text of a mail up to the line with a dot alone."""
    lines = []
    for line in stream:
        if line == b".\r\n":
            break
        lines.append(line.decode())
    return "".join(lines)
