"""Writes the values of each chart beside the pages of its language, for readers to take along."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import write_file

from build_state import current_language, current_register
from digest.chart_block import chart_data_address
from digest.chart_data import chart_data


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files of the language that has been built."""
    register, code = current_register(), current_language(config)
    for chart in register.charts.values():
        path = Path(config.site_dir, chart_data_address(chart.id, code, register.default_language))
        write_file(chart_data(chart, register, register.languages[code]).encode(), str(path))
