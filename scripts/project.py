"""Where the project is, and its core on the import path: what the other scripts begin with."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's root."""

sys.path.insert(0, str(ROOT / "hooks"))
