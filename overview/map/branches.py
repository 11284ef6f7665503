"""Which branches of the picture are open, said in the table: each can be opened and closed there as well."""

from common.html import filled
from overview.map.folding import Picture
from overview.map.network import Node
from overview.map.query import MapQuery


class Branches:
    """What the table says of a department in the picture."""

    def __init__(self, query: MapQuery, picture: Picture):
        self.params, self.picture = query.request.GET, picture

    def rank(self, node: Node) -> int | None:
        """Open branches first, then closed ones; what is no branch has no rank."""
        if node.id in self.picture.frames:
            return 0
        return 1 if self._folded(node) else None

    def cell(self, node: Node) -> str:
        if node.id in self.picture.frames:
            return filled(
                'open · <a href="{}" aria-label="Close the branch {}">Close</a>',
                self._href(node, "shut"),
                node.name,
            )
        if inside := self._folded(node):
            return filled(
                'closed, {} inside · <a href="{}" aria-label="Open the branch {}">Open</a>',
                f"{inside:,}", self._href(node, "open"), node.name,
            )  # fmt: skip
        return "–" if node.id in self.picture.shown else "in a closed branch"

    def _folded(self, node: Node) -> int:
        shown = self.picture.shown.get(node.id)
        return shown.inside if shown else 0

    def _href(self, node: Node, how: str) -> str:
        """The address with that branch opened or shut, whatever was said of it before."""
        params, code = self.params.copy(), node.code
        for name in ("open", "shut"):
            params.setlist(name, [one for one in params.getlist(name) if one.lower() != code.lower()])
        params.appendlist(how, code)
        for name in ("find", "page"):
            params.pop(name, None)
        return f"?{params.urlencode()}"
