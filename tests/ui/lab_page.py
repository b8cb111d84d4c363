"""One page of JupyterLab in a browser, and what a person does there."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from lab_server import LabServer
from playwright.sync_api import ConsoleMessage, Locator, Page

_HERE = ("127.0.0.1", "localhost", "::1")
_NO_REQUEST = ("about", "blob", "data")
# The notebook that is in front; resolves when its kernel answers.
_PANEL = """async () => {
  const app = window.jupyterapp;
  await app.restored;
  const panel = [...app.shell.widgets('main')].find(each => each.sessionContext);
  await panel.context.ready;
  await panel.sessionContext.ready;
  await panel.sessionContext.session.kernel.info;
  return panel;
}"""
_HAS_NOTEBOOK = """() => window.jupyterapp
  && [...window.jupyterapp.shell.widgets('main')].some(each => each.sessionContext)"""
_READY_SECONDS = 60


class LabPage:
    """A browser page that shows JupyterLab.

    Attributes
    ----------
    page : Page
        The page of playwright.
    outside : list of str
        Addresses outside this machine that the page asked for.
    errors : list of str
        What the page reported as an error.
    """

    def __init__(self, page: Page, lab: LabServer) -> None:
        self.page = page
        self.outside: list[str] = []
        self.errors: list[str] = []
        self._lab = lab
        page.set_default_timeout(_READY_SECONDS * 1000)
        page.on("request", lambda request: self._check(request.url))
        page.on("websocket", lambda socket: self._check(socket.url))
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _check(self, address: str) -> None:
        place = urlsplit(address)
        if place.scheme not in _NO_REQUEST and place.hostname not in _HERE:
            self.outside.append(address)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location
            self.errors.append(f"{message.text} ({place['url']})")

    def start(self) -> None:
        """Open JupyterLab where `python3 run.py lab` opens it."""
        self.page.goto(f"{self._lab.url}/?token={self._lab.token}")
        self._wait_for_notebook()

    def open(self, notebook: str) -> None:
        """Open a notebook by itself, as an address with `/doc/tree` does."""
        path = quote(notebook)
        token = self._lab.token
        self.page.goto(f"{self._lab.url}/doc/tree/{path}?reset&token={token}")
        self._wait_for_notebook()

    def reload(self) -> None:
        """Save the notebook and load the page again."""
        self.command("docmanager:save")
        self.page.reload()
        self._wait_for_notebook()

    def _wait_for_notebook(self) -> None:
        self.page.wait_for_function(_HAS_NOTEBOOK)
        self.page.evaluate(f"async () => {{ await ({_PANEL})(); }}")

    def command(self, name: str, **arguments: object) -> object:
        """Carry out a command of JupyterLab and wait until it is done."""
        return self.page.evaluate(
            """async ([name, options]) => {
              const done = await window.jupyterapp.commands.execute(name, options);
              return typeof done === 'boolean' ? done : null;
            }""",
            [name, arguments],
        )

    def run_all(self) -> None:
        """Run every cell of the notebook, each without an error."""
        self.command("notebook:run-all-cells")
        output = self.page.locator(".jp-OutputArea-output[data-mime-type$=stderr]")
        told = output.all_inner_texts()
        assert not told, "\n".join(told)

    def restart_kernel(self) -> None:
        """Start the kernel again, which forgets everything."""
        self.page.evaluate(
            f"""async () => {{
              const panel = await ({_PANEL})();
              await panel.sessionContext.session.kernel.restart();
              await panel.sessionContext.session.kernel.info;
            }}"""
        )

    def second_view(self, cell: int) -> None:
        """Show the output of a cell a second time, beside the notebook."""
        self.page.evaluate(
            f"""async (cell) => {{
              const panel = await ({_PANEL})();
              panel.content.activeCellIndex = cell;
              panel.content.deselectAll();
              await window.jupyterapp.commands.execute('notebook:create-output-view');
            }}""",
            cell,
        )

    def theme(self, name: str) -> None:
        """Take a theme, such as "JupyterLab Dark"."""
        self.command("apputils:change-theme", theme=name)
        light = "false" if "Dark" in name else "true"
        body = f"body[data-jp-theme-light={light}]"
        self.page.wait_for_selector(body, state="attached")

    def wait(self, selector: str) -> Locator:
        """Wait until something is to be seen, and return it."""
        self.page.wait_for_selector(selector)
        return self.page.locator(selector)

    def accessibility_problems(self, selector: str) -> list[str]:
        """Return what axe-core has against a part of the page, by its rules."""
        found = Axe().run(self.page, context=selector).response["violations"]
        return [
            f"{rule['id']}: {node['failureSummary']} {node['html'][:200]}"
            for rule in found
            for node in rule["nodes"]
        ]
