"""What makes Jupyter Server tell a page at once what a kernel has to say.

Without this, the operating system keeps a small message back until the page has
confirmed the one before, for up to 40 ms (Nagle's algorithm, delayed confirmation): a
coder then waits longer for that than for Python and the disk. The wheel enables it.
"""

from __future__ import annotations

import asyncio

from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import (
    ZMQChannelsWebsocketConnection,
)

__all__ = ["PromptConnection"]


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A line between page and kernel on which no message waits for another."""

    def connect(self) -> asyncio.Future[None] | None:  # type: ignore[override]
        """Open the line."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "tbresearch.server"}]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    settings, name = app.web_app.settings, "kernel_websocket_connection_class"
    if settings[name] is ZMQChannelsWebsocketConnection:  # and not a gateway, say
        settings[name] = PromptConnection
