"""Web servers of one host that behave as they are told, one port for each behaviour."""

import socket
import struct
import threading
import time

BODY = b"hello"
OK = b"HTTP/1.0 200 OK\r\n\r\n"


def good(client):
    """The page, then the end."""
    client.sendall(OK + BODY)


def keeps_alive(client):
    """The page with its length; the connection stays open."""
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + BODY)
    client.recv(1)


def unavailable(client):
    """A status that nobody wants."""
    client.sendall(b"HTTP/1.0 503 Service Unavailable\r\n\r\n")


def other_page(client):
    """A page that is not the right one."""
    client.sendall(OK + b"hullo")


def silent(client):
    """Nothing, until the other side has gone."""
    client.recv(1)


def slow(client):
    """A good answer, one byte every tenth of a second."""
    for octet in OK + BODY * 100:
        client.sendall(bytes([octet]))
        time.sleep(0.1)


def endless(client):
    """A body without end."""
    client.sendall(OK)
    while True:
        client.sendall(bytes(1 << 16))


def half_closed(client):
    """No answer, and no more of it to come."""
    client.shutdown(socket.SHUT_WR)
    client.recv(1)


def no_http(client):
    """Another protocol."""
    client.sendall(b"SSH-2.0-OpenSSH_9.2p1\r\n")


def huge_headers(client):
    """More headers than anybody reads."""
    client.sendall(b"HTTP/1.0 200 OK\r\n" + b"X-Header: yes\r\n" * 20_000 + b"\r\n")


def resets(client):
    """Half an answer, then a reset."""
    client.sendall(b"HTTP/1.0 200 OK\r\nX: ")
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class WebServer:
    """A port of a host; `behaviour` answers every connection whose request has come, and may be changed."""

    def __init__(self, site, host, port, behaviour):
        self.behaviour = behaviour
        self.requests = []
        self.listener = host.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("0.0.0.0", port))
        self.listener.listen(16)
        site.closing.append(self.close)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        """Accepts until the port is closed."""
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(client,), daemon=True).start()

    def answer(self, client):
        """Reads a request and answers it."""
        with client:
            client.settimeout(10)
            request = b""
            try:
                while b"\r\n\r\n" not in request:
                    part = client.recv(4096)
                    if not part:
                        return
                    request += part
                self.requests.append(request.decode())
                self.behaviour(client)
            except OSError:
                pass  # the checker has gone

    def close(self):
        """Closes the port."""
        self.listener.close()
