"""`python -m tbresearch` is the command `tbresearch`."""

import sys

from tbresearch.cli import main

sys.exit(main())
