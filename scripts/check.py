"""Check the content of the digest and print the findings."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from digest.checks import check  # noqa: E402
from digest.load import load  # noqa: E402
from digest.problems import report  # noqa: E402

register, problems = load(Path.cwd())
if register is not None:
    problems += check(register)
if problems:
    print(report(problems))
    sys.exit(1)
print("No findings.")
