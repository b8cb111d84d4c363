"""Building one report: its files, provenance and manifest, together or not at all."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tbresearch.errors import WorkbenchError
from tbresearch.literature import csl_items
from tbresearch.report.author_text import traced
from tbresearch.report.composition import Composition
from tbresearch.report.evidence import Picture
from tbresearch.report.fitting import refuse_overflow
from tbresearch.report.manifest import Manifest, source_files, version_of
from tbresearch.report.outline import Product
from tbresearch.report.provenance import PROVENANCE, provenance_of
from tbresearch.study import Study, fingerprint, read_text, write_together
from tbresearch.vocabulary import day_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MplFigure

    from tbresearch.report.rendering import Figure, Manuscript

__all__ = ["build"]


def build(
    study: Study, product: Product, composition: Composition, target: Path
) -> None:
    """Render a composed report in all its forms, and put them in place together."""
    sources = source_files(study)
    version = version_of(sources)
    manuscript = _manuscript(study, product, composition, version=version)
    files = {
        f"{product.key}.{form}": content
        for form, content in _rendered(study, product, manuscript).items()
    }
    refuse_overflow(
        study.root, product, composition.markdown, files[f"{product.key}.pdf"]
    )
    provenance = provenance_of(study, product, composition, version=version)
    files[f"{product.key}.{PROVENANCE}"] = provenance.content()
    manifest = Manifest(
        version=version,
        sources=sources,
        evidence=composition.used,
        outputs={name: fingerprint(content) for name, content in files.items()},
        entries=composition.entry_prints(),
        parts=composition.part_prints(),
        claims=provenance.claims,
    )
    write_together(
        {target / name: content for name, content in files.items()}
        | {study.root / product.manifest: manifest.content()}
    )


def _rendered(
    study: Study, product: Product, manuscript: Manuscript
) -> dict[str, bytes]:
    """Render, and trace what cannot be set to the author's text it stands in."""
    from tbresearch.report.rendering import render

    try:
        return render(manuscript)
    except WorkbenchError as error:
        paths = sorted((study.root / product.folder).glob("*.md"))
        named = [(path, path.relative_to(study.root).as_posix()) for path in paths]
        texts = {name: read_text(path, source=name) for path, name in named}
        raise traced(error, texts) from None


def _manuscript(
    study: Study, product: Product, composition: Composition, *, version: str
) -> Manuscript:
    from tbresearch.report.rendering import Manuscript

    title, about = study.title, f"{product.title} van {study.intervention}"
    if product.of_intervention:
        title, about = study.intervention, product.title
    return Manuscript(
        title=title,
        subtitle=", ".join(filter(None, [about, study.period])),
        authors=study.authors,
        date=day_text(study.report_date) if study.report_date else "",
        version=version,
        markdown=composition.markdown,
        figures={stem: _drawn(item) for stem, item in composition.pictures.items()},
        references=tuple(csl_items(composition.cited)),
        layout=product.layout,
    )


def _drawn(picture: Picture) -> Figure:
    """Return a picture that is drawn once for each form, without a date in either."""
    from tbresearch.report.rendering import Figure

    @cache
    def drawing() -> MplFigure:
        figure = picture.draw().get_figure(root=True)
        assert figure is not None
        return figure

    @cache
    def svg() -> bytes:
        import matplotlib as mpl

        with mpl.rc_context({"svg.hashsalt": picture.key, "svg.fonttype": "path"}):
            return _saved(drawing(), format="svg", metadata={"Date": None})

    return Figure(svg=svg, png=lambda: _saved(drawing(), format="png", dpi=200))


def _saved(figure: MplFigure, **form: Any) -> bytes:  # noqa: ANN401  as savefig has
    content = io.BytesIO()
    figure.savefig(content, **form)
    return content.getvalue()
